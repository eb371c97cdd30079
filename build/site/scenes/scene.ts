import type { Random } from "../random.ts";
import type { Lens } from "./lens.ts";
import type { Mood } from "./mood.ts";
import type { Stage } from "./solids.ts";

/** One looping picture. What stands still is drawn once; what moves is drawn for each frame between back and front. */
export interface Scene {
  readonly name: string;
  /** On the plate in the picture. */
  readonly place: string;
  readonly lens: Lens;
  readonly mood: Mood;
  readonly seed: number;
  paintBack(stage: Stage, random: Random): void;
  /** Everything that moves, at an instant of the loop in seconds. */
  paintMoving(stage: Stage, atS: number): void;
  /** What hides moving things: posts, leaves, masks. */
  paintFront?(stage: Stage, random: Random): void;
}
