import { join } from "node:path";
import type { RecordedInit, RecordedSegment, Span } from "../../contract/recorded.ts";
import { createLoopFeed, type LoopFeed } from "../media/loopFeed.ts";
import { muxGroup } from "../media/muxGroup.ts";
import type { RecordedSource } from "../ports.ts";
import { readClip } from "../site/readClip.ts";

/** A recording for the tests of this folder: real pictures of the training site, one group a segment, with faults. */
export interface TestRecording {
  readonly source: RecordedSource;
  /** Segments read so far. */
  readonly reads: number[];
}

export interface Faults {
  /** Nothing was recorded in these. */
  readonly gaps?: readonly Span[];
  /** Given in place of a segment's bytes. */
  damage?(seq: number, bytes: Buffer): Buffer | undefined;
  /** From here on, another scene's picture. */
  readonly changesAtMs?: number;
  /** Awaited before each segment is given. */
  hold?(seq: number): Promise<void>;
}

const CLIPS_DIR = join(import.meta.dirname, "..", "..", "assets", "site", "clips");
const SIZES = { main: 720, sub: 360 } as const;

export function createTestRecording(faults: Faults = {}): TestRecording {
  const feeds = { main: openFeed("corner-day-main"), sub: openFeed("corner-day-sub") };
  const other = openFeed("alley-night-main");
  const reads: number[] = [];

  const feedOf = (rendition: string): LoopFeed => (rendition === "main" ? feeds.main : feeds.sub);
  const isRecorded = ({ fromMs, toMs }: Span) =>
    !(faults.gaps ?? []).some((gap) => fromMs < gap.toMs && toMs > gap.fromMs);
  const isChanged = (atMs: number) => atMs >= (faults.changesAtMs ?? Number.POSITIVE_INFINITY);

  function describe(feed: LoopFeed, group: number): RecordedSegment {
    const [first, next] = [feed.firstOf(group), feed.firstOf(group + 1)];
    const atMs = feed.capturedAtMs(first);
    const init = isChanged(atMs) ? 1 : 0;
    return { seq: group, atMs, durationMs: feed.capturedAtMs(next) - atMs, frames: next - first, init };
  }

  function list(feed: LoopFeed, { fromMs, toMs }: Span): RecordedSegment[] {
    const found: RecordedSegment[] = [];
    for (let group = feed.groupOf(feed.frameAt(fromMs)); ; group++) {
      const segment = describe(feed, group);
      if (segment.atMs >= toMs) return found;
      if (isRecorded({ fromMs: segment.atMs, toMs: segment.atMs + segment.durationMs })) found.push(segment);
    }
  }

  const source: RecordedSource = {
    renditions: () =>
      (["main", "sub"] as const).map((name) => {
        const { codec, widthPx, heightPx, fps, bitrateBps } = feedOf(name).clip;
        return { name, codec, widthPx, heightPx, fps, bitrateBps };
      }),
    basis: () => "recorder",
    spans: async ({ rendition }, within) =>
      list(feedOf(rendition), within).map(({ atMs, durationMs }) => ({ fromMs: atMs, toMs: atMs + durationMs })),
    segments: async ({ rendition }, within, max) => list(feedOf(rendition), within).slice(0, max),
    findSegment: async ({ rendition }, seq) => describe(feedOf(rendition), seq),
    findInit: async ({ rendition }, init): Promise<RecordedInit> => {
      const { codec, widthPx } = feedOf(rendition).clip;
      return { init, codec, widthPx, heightPx: SIZES[rendition === "main" ? "main" : "sub"], baseMs: 0 };
    },
    readInit: async ({ rendition }, init) => (await muxGroup(init === 1 ? other : feedOf(rendition), 0)).init,
    readSegment: async ({ rendition }, seq) => {
      await faults.hold?.(seq);
      reads.push(seq);
      const feed = feedOf(rendition);
      const { segment } = await muxGroup(isChanged(describe(feed, seq).atMs) ? other : feed, seq);
      return faults.damage === undefined ? segment : faults.damage(seq, segment);
    },
  };
  return { source, reads };
}

function openFeed(name: string): LoopFeed {
  return createLoopFeed(readClip(join(CLIPS_DIR, `${name}.flv`)), 0);
}
