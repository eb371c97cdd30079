import { BACK_WAYS } from "./backWays.ts";
import { CORNERS } from "./corners.ts";
import { OPEN_AIR } from "./openAir.ts";
import { PORCHES } from "./porches.ts";
import { ROADS } from "./roads.ts";
import { ROOMS } from "./rooms.ts";
import type { Scene } from "./scene.ts";
import { SHOP_FRONTS } from "./shopFronts.ts";
import { YARDS } from "./yards.ts";

/** Every scene of the training site. */
export const SCENES: readonly Scene[] = [
  ...CORNERS,
  ...ROADS,
  ...OPEN_AIR,
  ...YARDS,
  ...BACK_WAYS,
  ...SHOP_FRONTS,
  ...PORCHES,
  ...ROOMS,
];
