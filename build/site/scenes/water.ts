import { createRandom } from "../random.ts";
import { LOOP_S } from "./motion.ts";
import { css, fillFloor } from "./paint.ts";
import type { Stage } from "./solids.ts";

/** Ripples that come round once a loop. */
export function drawWater(
  stage: Stage,
  seed: number,
  area: readonly [number, number, number, number],
  atS: number,
  y: number,
): void {
  const random = createRandom(seed);
  const [x0, z0, x1, z1] = area;
  for (let ripple = 0; ripple < 90; ripple += 1) {
    const z = z0 + (z1 - z0) * random.next() ** 2;
    const x = random.between(x0, x1) + Math.sin((atS / LOOP_S) * Math.PI * 2 + ripple) * 1.6;
    const strength = 0.08 + 0.1 * Math.sin((atS / LOOP_S) * Math.PI * 2 * (3 + (ripple % 4)) + ripple * 1.7);
    if (strength <= 0.02) continue;
    const long = random.between(1, 4) * (1 + z / 60);
    fillFloor(stage.ctx, stage.lens, [x, z, x + long, z + 0.12 + z / 260], css([255, 226, 190], strength), y);
  }
}
