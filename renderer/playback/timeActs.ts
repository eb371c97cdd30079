import type { TimeRange } from "../../contract/recorded.ts";
import { formatClock, formatDay } from "../ui/format.ts";
import { playbackWords } from "../ui/playbackWords.ts";
import { type ParsedTime, parseTime } from "./parseTime.ts";
import { findEarliest, judgeRange, widenRange } from "./planPlayback.ts";
import { type Speed, stepSpeed } from "./playbackClock.ts";
import type { PlaybackParts } from "./playbackParts.ts";
import { centreView, followPlayhead, panView, type TimeView, zoomView } from "./timeView.ts";
import { machineZone } from "./zone.ts";

/** What an operator does with the time of a playback. */
export interface TimeActs {
  /** Goes to a moment; where it lies outside what is asked for, more is asked for, and that is said. */
  seek(atMs: number): void;
  nudge(byMs: number): void;
  step(frames: 1 | -1): void;
  toggle(): void;
  setSpeed(speed: Speed): void;
  /** The next speed up or down; plays if it was paused. */
  stepPace(by: 1 | -1): void;
  /** Pauses, and the next play is at the pace of life. */
  stop(): void;
  goToStart(): void;
  goToEnd(): void;
  /** Asks for a time to go to. */
  beginGoTo(): void;
  /** The sentence that says why not; null when it went there. */
  goTo(typed: string): string | null;
  setIn(): void;
  setOut(): void;
  clearSpan(): void;
  /** What is asked for from now on, as typed; an empty end rolls with now. The sentence that says why not, or null. */
  askFor(from: string, to: string): string | null;
  zoom(factor: number, atMs?: number): void;
  pan(byMs: number): void;
  /** All that is asked for. */
  showWhole(): void;
  /** Keeps the playhead in the timeline's view. To be called while it moves. */
  follow(): void;
}

export function createTimeActs({ model, store, clock, nowMs }: PlaybackParts): TimeActs {
  const bounds = (): TimeView => ({ fromMs: findEarliest(nowMs()), toMs: nowMs() });
  const setView = (view: TimeView) => store.setState({ view });

  function seek(wishedMs: number): void {
    const atMs = Math.max(findEarliest(nowMs()), Math.min(wishedMs, nowMs()));
    const { range, view } = store.getState();
    const wider = widenRange(range, atMs, nowMs());
    if (wider !== range) {
      store.setState({ range: wider });
      model.notices.tell(playbackWords.widened(formatMoment(wider.fromMs)));
    }
    clock.seek(atMs);
    setView(followPlayhead(view, atMs, false, bounds()));
  }

  function readTime(typed: string): ParsedTime {
    return parseTime(typed, {
      ...{ atMs: clock.atMs(), nowMs: nowMs(), earliestMs: findEarliest(nowMs()), zone: machineZone },
    });
  }

  function setRange(range: TimeRange): void {
    store.setState({ range });
    // The clock keeps inside what is asked for by itself; the view goes with it.
    clock.seek(clock.atMs());
    setView(centreView(store.getState().view, clock.atMs(), bounds()));
  }

  return {
    seek,
    nudge: (byMs) => seek(clock.atMs() + byMs),
    step: (frames) => clock.step(frames),
    toggle: () => (clock.isPlaying ? clock.pause() : clock.play()),
    setSpeed(speed) {
      clock.setSpeed(speed);
      clock.play();
    },
    stepPace(by) {
      clock.setSpeed(stepSpeed(clock.speed, by));
      clock.play();
    },
    stop() {
      clock.pause();
      clock.setSpeed(1);
    },
    goToStart: () => seek(store.getState().range.fromMs),
    goToEnd: () => seek(store.getState().range.toMs ?? nowMs()),
    beginGoTo: () => store.setState({ entry: { kind: "goTo" } }),
    goTo(typed) {
      const parsed = readTime(typed);
      if (parsed.kind !== "at") return describeRefusal(parsed, typed.trim());
      seek(parsed.atMs);
      if (parsed.isTwice) model.notices.tell(playbackWords.cameTwice(formatClock(parsed.atMs, "withSeconds")));
      return null;
    },
    setIn() {
      const inMs = Math.round(clock.atMs());
      const { outMs } = store.getState();
      const isReversed = outMs !== null && outMs <= inMs;
      store.setState({ inMs, outMs: isReversed ? null : outMs });
      if (isReversed) model.notices.tell(playbackWords.spanReversed);
    },
    setOut() {
      const outMs = Math.round(clock.atMs());
      const { inMs } = store.getState();
      const isReversed = inMs !== null && inMs >= outMs;
      store.setState({ outMs, inMs: isReversed ? null : inMs });
      if (isReversed) model.notices.tell(playbackWords.spanReversed);
    },
    clearSpan: () => store.setState({ inMs: null, outMs: null }),
    askFor(from, to) {
      const [start, end] = [readTime(from), to.trim() === "" ? null : readTime(to)];
      for (const [parsed, typed] of [[start, from] as const, [end, to] as const]) {
        const refusal = parsed === null ? null : describeRangeRefusal(parsed, typed.trim());
        if (refusal !== null) return refusal;
      }
      // Older than anything can be asked for is cut like a range that is too long, and said alike.
      const fromMs = start.kind === "at" ? start.atMs : findEarliest(nowMs()) - 1;
      if (end?.kind === "too-early") return playbackWords.rangeTooEarly(formatMoment(end.earliestMs));
      const wish = judgeRange({ fromMs, toMs: end?.kind === "at" ? end.atMs : null }, nowMs());
      if (wish.kind === "range") {
        setRange(wish.range);
        return wish.isCut ? playbackWords.rangeCut(formatMoment(wish.range.fromMs)) : null;
      }
      if (wish.kind === "reversed") return playbackWords.rangeReversed;
      return wish.kind === "future"
        ? playbackWords.rangeFuture
        : playbackWords.rangeTooEarly(formatMoment(findEarliest(nowMs())));
    },
    zoom: (factor, atMs = clock.atMs()) => setView(zoomView(store.getState().view, factor, atMs, bounds())),
    pan: (byMs) => setView(panView(store.getState().view, byMs, bounds())),
    showWhole() {
      const { fromMs, toMs } = store.getState().range;
      setView(zoomView({ fromMs, toMs: toMs ?? nowMs() }, 1, fromMs, bounds()));
    },
    follow() {
      const { view } = store.getState();
      const next = followPlayhead(view, clock.atMs(), clock.speed < 0, bounds());
      if (next !== view) setView(next);
    },
  };
}

/** Day and time of day: `Mon, Nov 23 14:03:12`. */
export function formatMoment(atMs: number): string {
  return `${formatDay(atMs)} ${formatClock(atMs, "withSeconds")}`;
}

type Refusal = Exclude<ParsedTime, { kind: "at" }>;

function describeRefusal(parsed: Refusal, typed: string): string {
  switch (parsed.kind) {
    case "nonsense":
      return playbackWords.nonsense(shorten(typed));
    case "no-such-day":
      return playbackWords.noSuchDay(typed);
    case "skipped":
      return playbackWords.skipped(typed);
    case "future":
      return playbackWords.future(typed);
    case "too-early":
      return playbackWords.tooEarly(formatMoment(parsed.earliestMs));
  }
}

/** Null for what can be judged further: too early is cut, not refused. */
function describeRangeRefusal(parsed: ParsedTime, typed: string): string | null {
  if (parsed.kind === "at" || parsed.kind === "too-early") return null;
  if (parsed.kind === "future") return playbackWords.rangeFuture;
  return playbackWords.rangeNonsense(shorten(typed));
}

const SHOWN_LENGTH = 40;

function shorten(typed: string): string {
  return typed.length > SHOWN_LENGTH ? `${typed.slice(0, SHOWN_LENGTH)}…` : typed;
}
