/** A pinhole camera over a flat town: metres right (x), up (y) and ahead (z) become pixels of a 1280 x 720 picture. */

export const PICTURE = { widthPx: 1_280, heightPx: 720 };
/** Nothing nearer than this is drawn, metres. */
const NEAR_M = 0.25;

export type Vec = readonly [x: number, y: number, z: number];
export type Spot = readonly [xPx: number, yPx: number];

export interface Lens {
  /** Corners of a flat shape on the picture; fewer than three when it lies behind the lens. */
  projectShape(corners: readonly Vec[]): Spot[];
  /** Where a point falls and how many pixels a metre there has; nothing when it is behind the lens. */
  projectPoint(point: Vec): { x: number; y: number; pxPerM: number } | undefined;
  distanceTo(point: Vec): number;
  readonly at: Vec;
}

export function createLens(options: { at: Vec; yawDeg: number; downDeg: number; angleDeg: number }): Lens {
  const { at } = options;
  const yaw = (options.yawDeg * Math.PI) / 180;
  const down = (options.downDeg * Math.PI) / 180;
  const focalPx = PICTURE.widthPx / 2 / Math.tan((options.angleDeg * Math.PI) / 360);

  function turn([x, y, z]: Vec): Vec {
    const dx = x - at[0];
    const dy = y - at[1];
    const dz = z - at[2];
    const side = dx * Math.cos(yaw) - dz * Math.sin(yaw);
    const ahead = dx * Math.sin(yaw) + dz * Math.cos(yaw);
    return [side, dy * Math.cos(down) + ahead * Math.sin(down), ahead * Math.cos(down) - dy * Math.sin(down)];
  }
  function place([x, y, z]: Vec): Spot {
    return [PICTURE.widthPx / 2 + (focalPx * x) / z, PICTURE.heightPx / 2 - (focalPx * y) / z];
  }
  return {
    at,
    projectShape: (corners) => clipNear(corners.map(turn)).map(place),
    projectPoint: (point) => {
      const turned = turn(point);
      if (turned[2] < NEAR_M) return undefined;
      const [x, y] = place(turned);
      return { x, y, pxPerM: focalPx / turned[2] };
    },
    distanceTo: ([x, y, z]) => Math.hypot(x - at[0], y - at[1], z - at[2]),
  };
}

function clipNear(corners: readonly Vec[]): Vec[] {
  return corners.flatMap((corner, index) => {
    const next = corners[(index + 1) % corners.length] ?? corner;
    const isIn = corner[2] >= NEAR_M;
    const kept = isIn ? [corner] : [];
    if (isIn === next[2] >= NEAR_M) return kept;
    const t = (NEAR_M - corner[2]) / (next[2] - corner[2]);
    return [...kept, [corner[0] + (next[0] - corner[0]) * t, corner[1] + (next[1] - corner[1]) * t, NEAR_M] as const];
  });
}
