import type { TrainingNow } from "../../../contract/training.ts";
import { createNews, type News } from "../news.ts";
import type { DeskClock } from "../ports.ts";

/** What scenario is loaded at the hub, and its time carried on between the hub's words. */
export interface TrainingKeeper {
  /** Null while none is, or nobody has said. */
  now(): TrainingNow | null;
  /** A heartbeat's word, or news of an act. */
  hear(training: TrainingNow | null): void;
  /** Told when it is another than it would have become by itself. */
  readonly changed: News<TrainingNow | null>;
}

/** Heartbeats come as unevenly as a network and a busy machine let them; a trainer's jump is news of its own. */
const SLACK_MS = 1_500;

export function createTrainingKeeper(clock: DeskClock): TrainingKeeper {
  const changed = createNews<TrainingNow | null>();
  let heard: { readonly training: TrainingNow; readonly atMs: number } | null = null;

  function now(): TrainingNow | null {
    if (heard === null) return null;
    const { training, atMs } = heard;
    const goneMs = training.state === "playing" ? (clock.nowMs() - atMs) * training.speed : 0;
    const positionMs = Math.min(training.durationMs, Math.round(training.positionMs + goneMs));
    return { ...training, positionMs, siteNowMs: training.siteNowMs + positionMs - training.positionMs };
  }

  return {
    now,
    hear(training) {
      const expected = now();
      heard = training === null ? null : { training, atMs: clock.nowMs() };
      if (!isSame(expected, training)) changed.tell(training);
    },
    changed,
  };
}

function isSame(a: TrainingNow | null, b: TrainingNow | null): boolean {
  if (a === null || b === null) return a === b;
  const isNear = Math.abs(a.positionMs - b.positionMs) <= SLACK_MS * b.speed;
  return isNear && a.runId === b.runId && a.state === b.state && a.speed === b.speed;
}
