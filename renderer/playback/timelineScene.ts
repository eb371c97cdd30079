import type { Incident } from "../../contract/incidents.ts";
import type { CameraBook } from "../state/cameraBook.ts";
import { playbackWords } from "../ui/playbackWords.ts";
import type { CameraCoverage } from "./coverageBook.ts";
import type { TimelineScene, TimelineTrack } from "./drawTimeline.ts";
import type { PlaybackState } from "./playbackStore.ts";
import { mergeSpans } from "./spans.ts";

/** The parts of the timeline that change only with what is played back, not with every frame. Pure. */
export type StillScene = Pick<TimelineScene, "tracks" | "markers" | "events">;

export interface StillFacts {
  readonly state: Pick<PlaybackState, "cameras" | "selectedId" | "markers">;
  readonly book: CameraBook;
  readonly incident: Incident | null;
  coverageOf(tile: number): CameraCoverage | null;
}

export function buildStillScene({ state, book, incident, coverageOf }: StillFacts): StillScene {
  const covered = state.cameras.map(({ tile }) => coverageOf(tile));
  const known = covered.flatMap((each) => (each === null ? [] : [each]));
  const sum: TimelineTrack = {
    ...{ label: playbackWords.all, name: "", isSelected: false },
    spans: mergeSpans(known.map(({ spans }) => spans)),
    known: known.length === 0 ? null : spanOf(known),
  };
  const tracks = state.cameras.map(({ cameraId }, index): TimelineTrack => {
    const row = book.byId.get(cameraId);
    const coverage = covered[index] ?? null;
    return {
      ...{ label: row?.number ?? "", name: row?.name ?? "", isSelected: cameraId === state.selectedId },
      ...{ spans: coverage?.spans ?? [], known: coverage?.known ?? null },
    };
  });
  const rowOf = new Map(state.cameras.map(({ cameraId }, index) => [cameraId, index + 1]));
  const markers = state.markers.map(({ atMs, cameraId }) => ({
    atMs,
    row: cameraId === undefined ? null : (rowOf.get(cameraId) ?? null),
  }));
  return { tracks: [sum, ...tracks], markers, events: listEvents(incident) };
}

function spanOf(all: readonly CameraCoverage[]) {
  return {
    fromMs: Math.min(...all.map(({ known }) => known.fromMs)),
    toMs: Math.max(...all.map(({ known }) => known.toMs)),
  };
}

function listEvents(incident: Incident | null): TimelineScene["events"] {
  if (incident === null) return [];
  const { id, openedAtMs, closedAtMs } = incident;
  const call = { atMs: openedAtMs, words: playbackWords.call(id) };
  return closedAtMs === undefined ? [call] : [call, { atMs: closedAtMs, words: playbackWords.closed }];
}
