import type { MediaClock } from "../../media/mediaClock.ts";
import { type ActiveControls, type ControllerSnapshot, readControls } from "./readControls.ts";
import { type ControlStroke, type HeldControls, stepControls } from "./stepControls.ts";

/** What this window knows of game controllers, joysticks and jog wheels. */
export interface ControllerPort {
  connected(): readonly ControllerSnapshot[];
  /** Whether the window is seen and has the keys: what it is not told by keyboard it does not take from a joystick. */
  isInFront(): boolean;
  /** Tells when any of that may have changed. */
  onChanged(listener: () => void): () => void;
}

/** Often enough for a quick press, and without making the page draw frames as an animation would. */
export const LOOK_EVERY_MS = 25;

/** Tells what the controls do. It looks only while one is connected and the window is in front. */
export function watchControls(port: ControllerPort, clock: MediaClock, onStroke: (stroke: ControlStroke) => void) {
  let active: ActiveControls = new Map();
  let held: HeldControls = new Map();
  let stopLooking: (() => void) | null = null;

  function look(): void {
    active = readControls(port.connected(), active);
    const step = stepControls(held, active, clock.nowMs());
    held = step.held;
    for (const stroke of step.strokes) onStroke(stroke);
  }

  function follow(): void {
    const isWanted = port.isInFront() && port.connected().length > 0;
    if (isWanted && stopLooking === null) stopLooking = clock.every(LOOK_EVERY_MS, look);
    if (isWanted || stopLooking === null) return;
    stopLooking();
    stopLooking = null;
    held = new Map();
    active = new Map();
  }

  const unsubscribe = port.onChanged(follow);
  follow();
  return () => {
    unsubscribe();
    stopLooking?.();
  };
}
