import type { Span } from "../../contract/recorded.ts";
import { joinSpans } from "../consent/spans.ts";
import type { RecordedTrack } from "../ports.ts";
import type { RecordingHeader } from "./recordingHeader.ts";
import type { TableEntry } from "./recordingTable.ts";

/** What the hub knows of the files it has. It is made of the files alone, and anew at each start. */

/** One file that can be played. */
export interface Recording {
  readonly path: string;
  readonly header: RecordingHeader;
  readonly headerBytes: number;
  /** Ascending, never touching; at least one. */
  readonly spans: readonly Span[];
  readonly frames: number;
  /** Of the whole file. */
  readonly bytes: number;
  /** Of a file that is being written, or that could not be finished: where its stretches lie. */
  readonly entries?: readonly TableEntry[];
  /** Whether it is being written. */
  readonly isOpen: boolean;
}

export interface RecordingIndex {
  /** Puts a file in, or in the place of what was known of it. */
  put(recording: Recording): void;
  drop(path: string): void;
  /** Of a track, oldest first. */
  listTrack(track: RecordedTrack): readonly Recording[];
  listTracks(): Iterable<readonly Recording[]>;
  count(): number;
  /** Those that hold anything of a span, oldest first. */
  listWithin(track: RecordedTrack, within: Span): Recording[];
  hasCamera(cameraId: string): boolean;
  totalBytes(): number;
}

export function createRecordingIndex(): RecordingIndex {
  const tracks = new Map<string, Recording[]>();
  const keyByPath = new Map<string, string>();
  const filesByCamera = new Map<string, number>();
  let totalBytes = 0;

  function put(recording: Recording): void {
    drop(recording.path);
    const key = nameTrack(recording.header);
    const files = tracks.get(key) ?? [];
    tracks.set(key, files);
    keyByPath.set(recording.path, key);
    files.splice(countBefore(files, beginningOf(recording)), 0, recording);
    totalBytes += recording.bytes;
    count(recording, 1);
  }
  function drop(path: string): void {
    const files = tracks.get(keyByPath.get(path) ?? "") ?? [];
    const at = files.findLastIndex((file) => file.path === path);
    const [gone] = at < 0 ? [] : files.splice(at, 1);
    keyByPath.delete(path);
    if (gone === undefined) return;
    totalBytes -= gone.bytes;
    count(gone, -1);
  }
  function count({ header }: Recording, by: number): void {
    const files = (filesByCamera.get(header.cameraId) ?? 0) + by;
    if (files > 0) filesByCamera.set(header.cameraId, files);
    else filesByCamera.delete(header.cameraId);
  }
  const listTrack = (track: RecordedTrack) => tracks.get(nameTrack(track)) ?? [];

  return {
    put,
    drop,
    listTrack,
    listTracks: () => tracks.values(),
    count: () => keyByPath.size,
    listWithin: (track, { fromMs, toMs }) => {
      const files = listTrack(track);
      // Files hardly overlap, so the one before the first that begins too late is where to start.
      const first = Math.max(0, countBefore(files, fromMs) - 1);
      const found: Recording[] = [];
      for (let at = first; at < files.length; at++) {
        const file = files[at];
        if (file === undefined || beginningOf(file) >= toMs) break;
        if (endOf(file) > fromMs) found.push(file);
      }
      return found;
    },
    hasCamera: (cameraId) => filesByCamera.has(cameraId),
    totalBytes: () => totalBytes,
  };
}

function nameTrack({ cameraId, rendition }: RecordedTrack): string {
  return `${cameraId}/${rendition}`;
}

export function beginningOf({ spans, header }: Recording): number {
  return spans[0]?.fromMs ?? header.baseMs;
}

export function endOf({ spans, header }: Recording): number {
  return spans.at(-1)?.toMs ?? header.baseMs;
}

/** How many of a list in order begin before a moment. */
function countBefore(files: readonly Recording[], atMs: number): number {
  let low = 0;
  let high = files.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const file = files[middle];
    if (file !== undefined && beginningOf(file) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** When there are pictures, of stretches in order. */
export function spansOf(entries: readonly TableEntry[]): Span[] {
  return joinSpans(entries.map(({ atMs, durationMs }) => ({ fromMs: atMs, toMs: atMs + durationMs })));
}
