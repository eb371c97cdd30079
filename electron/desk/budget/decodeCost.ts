import { BUDGET_STEPS, type BudgetStep } from "../../../contract/budget.ts";
import type { Rendition } from "../../../contract/cameras.ts";
import type { FrameChoice } from "../../../contract/viewings.ts";

/**
 * What a playing tile costs, in thousandths of one core that decodes in software. Fitted to what grids of 16 and 36
 * small streams and of 16 large ones took on two cores without a graphics card: a guess for any other machine, which is
 * why the limit it is held against is learnt from what the machine shows.
 */
const PER_TILE = 2;
const PER_FRAME = 1.64;
const PER_MEGAPIXEL = 2.28;
/** What is left of that for the processor where a graphics card decodes. Our guess. */
const HARDWARE_SHARE = 0.4;
/** Key frames come about once a second from a camera set up for a wall. */
const KEY_FRAMES_PER_S = 1;
/** Chromium decodes shorter pictures in software on purpose. */
const HARDWARE_FROM_HEIGHT_PX = 360;
const PIXELS_PER_MEGAPIXEL = 1_000_000;

export type Stream = Pick<Rendition, "name" | "widthPx" | "heightPx" | "fps">;

export function costOf({ widthPx, heightPx, fps }: Stream, frames: FrameChoice, isHardware = false): number {
  const framesPerS = frames === "key" ? Math.min(KEY_FRAMES_PER_S, fps) : fps;
  const decode = framesPerS * (PER_FRAME + (PER_MEGAPIXEL * widthPx * heightPx) / PIXELS_PER_MEGAPIXEL);
  return PER_TILE + decode * (isHardware ? HARDWARE_SHARE : 1);
}

export function mayUseHardware({ heightPx }: Stream): boolean {
  return heightPx >= HARDWARE_FROM_HEIGHT_PX;
}

export type StepCosts = Readonly<Record<BudgetStep, number>>;

/** Cost of one tile at each step. `streams`: what its camera offers. Without key frames that step saves nothing. */
export function costSteps(
  wanted: Stream,
  streams: readonly Stream[],
  { isHardware, hasKeyFrames }: { readonly isHardware: boolean; readonly hasKeyFrames: boolean },
): StepCosts {
  const below = streams.filter(({ heightPx }) => heightPx < wanted.heightPx);
  const smaller = below.sort((a, b) => b.heightPx - a.heightPx)[0] ?? wanted;
  const isSmallerHardware = isHardware && mayUseHardware(smaller);
  return {
    full: costOf(wanted, "all", isHardware && mayUseHardware(wanted)),
    smaller: costOf(smaller, "all", isSmallerHardware),
    key: costOf(smaller, hasKeyFrames ? "key" : "all", isSmallerHardware),
    paused: 0,
  };
}

/** Whether going down from one step to another makes a tile cheaper. */
export function isSaving(costs: StepCosts, from: BudgetStep, to: BudgetStep): boolean {
  return BUDGET_STEPS.indexOf(to) > BUDGET_STEPS.indexOf(from) && costs[to] < costs[from];
}
