import type { ActiveControls } from "./readControls.ts";

/** A held control waits so long before it repeats, as keyboards do. */
export const REPEAT_AFTER_MS = 400;
/** Then it repeats so often: the further a lever or wheel is turned, the quicker. */
const SLOW_MS = 250;
const QUICK_MS = 60;

/** When each control that is held acts next. */
export type HeldControls = ReadonlyMap<string, number>;

export interface ControlStroke {
  readonly control: string;
  /** The control was already held. */
  readonly repeat: boolean;
}

export interface ControlStep {
  readonly held: HeldControls;
  readonly strokes: readonly ControlStroke[];
}

/** What the controls do at one look: each acts once when it comes, and again and again while it is held. */
export function stepControls(held: HeldControls, active: ActiveControls, nowMs: number): ControlStep {
  const next = new Map<string, number>();
  const strokes: ControlStroke[] = [];
  for (const [control, value] of active) {
    const dueAtMs = held.get(control);
    if (dueAtMs === undefined) {
      strokes.push({ control, repeat: false });
      next.set(control, nowMs + REPEAT_AFTER_MS);
    } else if (nowMs >= dueAtMs) {
      strokes.push({ control, repeat: true });
      next.set(control, nowMs + SLOW_MS - (SLOW_MS - QUICK_MS) * Math.min(1, value));
    } else next.set(control, dueAtMs);
  }
  return { held: next, strokes };
}
