import type { RenditionOffer, ViewingStatus } from "../../contract/viewingCalls.ts";
import type { MediaClock } from "./mediaClock.ts";

/** For the tests of this folder: a clock driven by hand, and a permit to look. */

export interface HandClock extends MediaClock {
  /** Lets time pass; what is due runs in order. */
  pass(ms: number): void;
  /** Timers not yet run or called off. */
  pending(): number;
}

interface Timer {
  atMs: number;
  readonly everyMs: number | null;
  readonly act: () => void;
}

export function createHandClock(): HandClock {
  let nowMs = 1_000;
  const timers = new Set<Timer>();
  const add = (timer: Timer) => {
    timers.add(timer);
    return () => timers.delete(timer);
  };
  const runNext = (untilMs: number): boolean => {
    const [next] = [...timers].filter((timer) => timer.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
    if (next === undefined) return false;
    nowMs = next.atMs;
    if (next.everyMs === null) timers.delete(next);
    else next.atMs += next.everyMs;
    next.act();
    return true;
  };
  return {
    nowMs: () => nowMs,
    after: (delayMs, act) => add({ atMs: nowMs + delayMs, everyMs: null, act }),
    every: (periodMs, act) => add({ atMs: nowMs + periodMs, everyMs: periodMs, act }),
    pending: () => timers.size,
    pass(ms) {
      const untilMs = nowMs + ms;
      while (runNext(untilMs));
      nowMs = untilMs;
    },
  };
}

const SIZES = { main: [1280, 720], sub: [640, 360], thumb: [320, 180] } as const;

function createOffers(): RenditionOffer[] {
  return (["flv", "hls"] as const).flatMap((protocol) =>
    (["main", "sub", "thumb"] as const).map((rendition) => ({
      protocol,
      rendition,
      codec: "avc1.64001f",
      widthPx: SIZES[rendition][0],
      heightPx: SIZES[rendition][1],
      fps: 15,
      bitrateBps: 500_000,
    })),
  );
}

/** A permit with all renditions over both protocols. */
export function permitted(viewingId = "v1", maxHeightPx = 1_080): Extract<ViewingStatus, { state: "permitted" }> {
  return {
    state: "permitted",
    viewingId,
    obligations: {
      watermark: false,
      noAudio: true,
      noExport: true,
      noSnapshot: true,
      maxHeightPx,
      maxViewingMs: 3_600_000,
      notifyOwner: false,
      masks: [],
    },
    terms: { ownerKind: "city", ownerLabel: "City", sharing: "standing", words: "Open to the city", auditSeq: 1 },
    offers: createOffers(),
  };
}
