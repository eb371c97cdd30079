import type { RecordedSource } from "../ports.ts";

/** Recordings of this hub's disk for the cameras it has any of, and of their loops for all others. */
export function chooseRecording(
  disk: RecordedSource & { has(cameraId: string): boolean },
  loops: RecordedSource,
): RecordedSource {
  const of = (cameraId: string) => (disk.has(cameraId) ? disk : loops);
  return {
    renditions: (cameraId) => of(cameraId).renditions(cameraId),
    basis: (cameraId) => of(cameraId).basis(cameraId),
    spans: (track, within) => of(track.cameraId).spans(track, within),
    segments: (track, within, max) => of(track.cameraId).segments(track, within, max),
    findSegment: (track, seq) => of(track.cameraId).findSegment(track, seq),
    findInit: (track, init) => of(track.cameraId).findInit(track, init),
    readSegment: (track, seq) => of(track.cameraId).readSegment(track, seq),
    readInit: (track, init) => of(track.cameraId).readInit(track, init),
  };
}
