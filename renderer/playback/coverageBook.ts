import type { RecordedCoverage, Span, TimeRange } from "../../contract/recorded.ts";
import type { CoverageSpan } from "../consent/recordedPictures.ts";
import type { MediaClock } from "../media/mediaClock.ts";
import { spliceSpans } from "./spans.ts";
import type { TimeView } from "./timeView.ts";

/** What is known of when a camera was recorded. */
export interface CameraCoverage {
  readonly spans: readonly Span[];
  /** The time that was asked about; outside it nothing is known. */
  readonly known: Span;
}

/** A tile whose camera may be seen, and from when to when. */
export interface CoveredTile {
  readonly tile: number;
  readonly range: TimeRange;
}

/**
 * Reads the coverage of the cameras in a playback: the whole of what may be seen at first, then what the timeline shows
 * in as much detail as its pixels have.
 */
export interface CoverageBook {
  get(tile: number): CameraCoverage | null;
  /** Those that may be seen now; the others are forgotten. */
  setTiles(tiles: readonly CoveredTile[]): void;
  setView(view: TimeView): void;
  subscribe(listener: () => void): () => void;
  close(): void;
}

interface Parts {
  /** Null while nobody may ask for the tile; rejects where it cannot be read. */
  readonly read: (tile: number, span: CoverageSpan, signal: AbortSignal) => Promise<RecordedCoverage | null>;
  readonly clock: MediaClock;
  readonly nowMs: () => number;
}

interface Entry {
  readonly range: TimeRange;
  coverage: CameraCoverage | null;
  /** How short a gap the whole is told to. */
  stepMs: number;
  /** The window that was read better, and to which gap. */
  detail: { readonly window: Span; readonly stepMs: number } | null;
  isReading: boolean;
  /** Ends with the tile, and what was asked for it as well. */
  readonly gone: AbortController;
  readAtMs: number;
}

/** Gaps told for a whole: more than a screen has pixels to show, fewer than an answer may have spans. Our choice. */
const STEPS = 1_500;
/** What rolls on with now is read anew so often. Our choice. */
const AGAIN_MS = 10_000;
/** What could not be read yet is asked for again after this. Our choice. */
const RETRY_MS = 1_000;
/** A timeline that is being zoomed rests so long before its detail is read. Our choice. */
const REST_MS = 250;
/** Detail is worth a question where it is so much finer than what is known. */
const FINER = 2;

export function createCoverageBook({ read, clock, nowMs }: Parts): CoverageBook {
  const entries = new Map<number, Entry>();
  const listeners = new Set<() => void>();
  let view: TimeView | null = null;
  let cancelRest = () => {};

  function tell(): void {
    for (const listener of listeners) listener();
  }

  async function readInto(tile: number, entry: Entry, window: Span, stepMs: number): Promise<RecordedCoverage | null> {
    if (window.fromMs >= window.toMs) return null;
    entry.isReading = true;
    // What failed is asked for again with the next round; the track stays as it was known.
    const answer = await read(tile, { ...window, stepMs }, entry.gone.signal).catch(() => null);
    entry.isReading = false;
    return entries.get(tile) === entry ? answer : null;
  }

  async function readWhole(tile: number, entry: Entry): Promise<void> {
    const whole = { fromMs: entry.range.fromMs, toMs: entry.range.toMs ?? Math.floor(nowMs()) };
    const stepMs = Math.floor((whole.toMs - whole.fromMs) / STEPS);
    const answer = await readInto(tile, entry, whole, stepMs);
    if (answer === null) return;
    entry.coverage = { spans: answer.spans, known: whole };
    entry.readAtMs = clock.nowMs();
    entry.stepMs = answer.stepMs;
    entry.detail = null;
    tell();
    await readDetail(tile, entry);
  }

  async function readDetail(tile: number, entry: Entry): Promise<void> {
    const { coverage, detail } = entry;
    if (view === null || coverage === null || entry.isReading) return;
    const lengthMs = view.toMs - view.fromMs;
    const stepMs = Math.floor(lengthMs / STEPS);
    const known = detail !== null && holds(detail.window, view) ? detail.stepMs : entry.stepMs;
    if (known <= stepMs * FINER) return;
    const window = {
      fromMs: Math.floor(Math.max(coverage.known.fromMs, view.fromMs - lengthMs)),
      toMs: Math.ceil(Math.min(coverage.known.toMs, view.toMs + lengthMs)),
    };
    const answer = await readInto(tile, entry, window, stepMs);
    if (answer === null) return;
    entry.detail = { window, stepMs: answer.stepMs };
    entry.coverage = { ...coverage, spans: spliceSpans(coverage.spans, answer.spans, window) };
    tell();
  }

  function readDetails(): void {
    for (const [tile, entry] of entries) void readDetail(tile, entry);
  }

  const isDue = ({ coverage, range, readAtMs, isReading }: Entry) =>
    !isReading && (coverage === null || (range.toMs === null && clock.nowMs() - readAtMs >= AGAIN_MS));
  const stop = clock.every(RETRY_MS, () => {
    for (const [tile, entry] of entries) if (isDue(entry)) void readWhole(tile, entry);
  });

  return {
    get: (tile) => entries.get(tile)?.coverage ?? null,
    setTiles(tiles) {
      const wanted = new Map(tiles.map((each) => [each.tile, each.range]));
      let isChanged = false;
      for (const [tile, entry] of entries) {
        if (isSame(wanted.get(tile), entry.range)) continue;
        entries.delete(tile);
        entry.gone.abort();
        isChanged = true;
      }
      for (const [tile, range] of wanted) {
        if (entries.has(tile)) continue;
        const entry: Entry = {
          ...{ range, coverage: null, stepMs: 0, detail: null, isReading: false, readAtMs: 0 },
          gone: new AbortController(),
        };
        entries.set(tile, entry);
        void readWhole(tile, entry);
      }
      if (isChanged) tell();
    },
    setView(next) {
      if (next === view) return;
      view = next;
      cancelRest();
      cancelRest = clock.after(REST_MS, readDetails);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const { gone } of entries.values()) gone.abort();
      entries.clear();
      cancelRest();
      stop();
    },
  };
}

function holds(window: Span, view: TimeView): boolean {
  return window.fromMs <= view.fromMs && window.toMs >= view.toMs;
}

function isSame(a: TimeRange | undefined, b: TimeRange): boolean {
  return a !== undefined && a.fromMs === b.fromMs && a.toMs === b.toMs;
}
