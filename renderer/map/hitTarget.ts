import { WORLD_PX, type WorldPoint } from "./geo.ts";
import type { MapTarget } from "./scene.ts";

/** How near a pointer must come, in rem; groups and incidents are larger than pins. */
const REACH_REM: Readonly<Record<MapTarget["kind"], number>> = { camera: 0.7, group: 1, incident: 0.9 };

/** The nearest of what was drawn that a pointer at a point of the world reaches; incidents lie on top. */
export function hitTarget(
  targets: readonly MapTarget[],
  at: WorldPoint,
  zoom: number,
  remPx: number,
): MapTarget | null {
  const worldPx = WORLD_PX * 2 ** zoom;
  let best: MapTarget | null = null;
  let bestPx = Number.POSITIVE_INFINITY;
  for (const target of targets) {
    const px = Math.hypot(target.x - at.x, target.y - at.y) * worldPx;
    const isTop = target.kind === "incident" && best?.kind !== "incident";
    if (px > REACH_REM[target.kind] * remPx || (px >= bestPx && !isTop)) continue;
    if (best?.kind === "incident" && target.kind !== "incident") continue;
    [best, bestPx] = [target, px];
  }
  return best;
}
