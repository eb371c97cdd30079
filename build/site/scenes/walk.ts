import { LOOP_S, type Walk } from "./motion.ts";
import type { Colour } from "./paint.ts";

const LEGS: Colour = [50, 54, 66];
/** An easy pace, metres a second. */
const PACE_M_PER_S = 1.35;

/** A walk at an easy pace, unless `more` says how long it lasts. */
export function walk(from: Walk["from"], to: Walk["to"], startS: number, coat: Colour, more: Partial<Walk> = {}): Walk {
  const metres = Math.hypot(to[0] - from[0], to[1] - from[1]);
  return { from, to, startS, lastsS: Math.min(LOOP_S, metres / PACE_M_PER_S), coat, legs: LEGS, floorM: 0.14, ...more };
}
