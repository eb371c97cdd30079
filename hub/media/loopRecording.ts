import type { RecordedInit, RecordedSegment, Span } from "../../contract/recorded.ts";
import { intersect } from "../consent/spans.ts";
import type { HubClock, RecordedSource, RecordedTrack } from "../ports.ts";
import type { LiveSources } from "./liveSources.ts";
import type { LoopFeed } from "./loopFeed.ts";
import { muxGroup } from "./muxGroup.ts";
import { listGaps } from "./recordingGaps.ts";
import { createSegmentShelf } from "./segmentShelf.ts";

/**
 * The past of drawn cameras. A loop says of any moment what it showed, so nothing is kept on a disk: a segment is one
 * group of pictures, numbered through all loops, and there from the moment its last frame was captured.
 */

/** All segments of one loop share their header, whose media time is hub time. */
const ONLY_INIT = 0;
/** Segments of recordings are seldom asked for twice, so fewer are kept than of live ones. */
const KEPT_SEGMENTS = 48;
/** Most groups looked at for one answer, however many of them are gaps. */
const MAX_GROUPS = 20_000;

export function createLoopRecording(options: {
  sources: Pick<LiveSources, "renditions" | "loop" | "behaviours">;
  /** Gaps the site states for a camera. */
  gapsOf: (cameraId: string) => readonly Span[];
  clock: HubClock;
}): RecordedSource {
  const { sources, gapsOf, clock } = options;
  const shelf = createSegmentShelf(muxGroup, KEPT_SEGMENTS);

  function gapsWithin(cameraId: string, within: Span): Span[] {
    return listGaps(cameraId, sources.behaviours(cameraId), gapsOf(cameraId), within);
  }

  function loopOf({ cameraId, rendition }: RecordedTrack): LoopFeed | null {
    return sources.loop(cameraId, rendition);
  }

  /** Gaps widened to whole groups: a group that lost a frame was not kept. */
  function lostGroups(loop: LoopFeed, cameraId: string, within: Span): Span[] {
    return gapsWithin(cameraId, within).map(({ fromMs, toMs }) => ({
      fromMs: startOf(loop, loop.groupOf(loop.frameAt(fromMs))),
      toMs: startOf(loop, loop.groupOf(loop.frameAt(toMs - 1)) + 1),
    }));
  }

  function spansOf(loop: LoopFeed, cameraId: string, within: Span): Span[] {
    const untilMs = Math.min(within.toMs, startOf(loop, loop.groupOf(loop.frameAt(clock.nowMs()))));
    const pad = loop.longestGroupMs;
    const lost = lostGroups(loop, cameraId, { fromMs: within.fromMs - pad, toMs: untilMs + pad });
    let atMs = within.fromMs;
    const spans: Span[] = [];
    for (const gap of [...lost, { fromMs: untilMs, toMs: untilMs }]) {
      spans.push(...intersect({ fromMs: atMs, toMs: gap.fromMs }, { fromMs: within.fromMs, toMs: untilMs }));
      atMs = Math.max(atMs, gap.toMs);
    }
    return spans;
  }

  function segmentsOf(loop: LoopFeed, cameraId: string, within: Span, max: number): RecordedSegment[] {
    const found: RecordedSegment[] = [];
    let looked = 0;
    for (const { fromMs, toMs } of spansOf(loop, cameraId, within)) {
      for (let group = loop.groupOf(loop.frameAt(fromMs)); startOf(loop, group) < toMs; group++) {
        if (found.length >= max || ++looked > MAX_GROUPS) return found;
        found.push(describeGroup(loop, group));
      }
    }
    return found;
  }

  function isKept(loop: LoopFeed, cameraId: string, seq: number): boolean {
    const { atMs, durationMs } = describeGroup(loop, seq);
    const endMs = atMs + durationMs;
    return atMs >= 0 && endMs <= clock.nowMs() && gapsWithin(cameraId, { fromMs: atMs, toMs: endMs }).length === 0;
  }

  async function findSegment(track: RecordedTrack, seq: number): Promise<RecordedSegment | undefined> {
    const loop = loopOf(track);
    return loop !== null && isKept(loop, track.cameraId, seq) ? describeGroup(loop, seq) : undefined;
  }

  return {
    renditions: sources.renditions,
    basis: () => "recorder",
    async spans(track, within) {
      const loop = loopOf(track);
      return loop === null ? [] : spansOf(loop, track.cameraId, within);
    },
    async segments(track, within, max) {
      const loop = loopOf(track);
      return loop === null ? [] : segmentsOf(loop, track.cameraId, within, max);
    },
    findSegment,
    async findInit(track, init) {
      const loop = loopOf(track);
      return loop === null || init !== ONLY_INIT ? undefined : describeInit(loop);
    },
    async readSegment(track, seq) {
      const loop = loopOf(track);
      const segment = await findSegment(track, seq);
      return loop === null || segment === undefined ? undefined : (await shelf.take(loop, seq)).segment;
    },
    async readInit(track, init) {
      const loop = loopOf(track);
      if (loop === null || init !== ONLY_INIT) return undefined;
      return (await shelf.take(loop, loop.groupOf(loop.frameAt(clock.nowMs())))).init;
    },
  };
}

function startOf(loop: LoopFeed, group: number): number {
  return loop.capturedAtMs(loop.firstOf(group));
}

function describeGroup(loop: LoopFeed, group: number): RecordedSegment {
  const first = loop.firstOf(group);
  const next = loop.firstOf(group + 1);
  const atMs = loop.capturedAtMs(first);
  return { seq: group, atMs, durationMs: loop.capturedAtMs(next) - atMs, frames: next - first, init: ONLY_INIT };
}

function describeInit({ clip }: LoopFeed): RecordedInit {
  return { init: ONLY_INIT, codec: clip.codec, widthPx: clip.widthPx, heightPx: clip.heightPx, baseMs: 0 };
}
