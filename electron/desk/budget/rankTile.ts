import type { PlaybackSample } from "../../../contract/viewingCalls.ts";
import type { Display } from "../../../contract/wall.ts";
import type { Rank } from "./planSteps.ts";

export interface RankFacts {
  readonly cameraId: string;
  /** Tile the claim was made for; its camera may have moved since. */
  readonly tile: number;
  readonly display: Pick<Display, "tiles" | "pinned" | "hotspot"> | undefined;
  readonly windowKind: "console" | "display";
  readonly sample: Pick<PlaybackSample, "isSelected" | "isFull" | "isCovered"> | undefined;
}

/** The tile a camera is in now; null for one that is in none: it waits for its turn behind the one shown. */
export function findTile({ cameraId, tile, display }: RankFacts): number | null {
  if (display === undefined) return null;
  if (display.tiles[tile - 1] === cameraId || display.hotspot === tile) return tile;
  const at = display.tiles.indexOf(cameraId);
  return at < 0 ? null : at + 1;
}

/**
 * How late a tile gives way. A console's selection is the operator's; a monitor always has a tile selected, touched by
 * anybody or not, so that counts for less.
 */
export function rankTile(facts: RankFacts): Rank {
  const { display, windowKind, sample } = facts;
  const tile = findTile(facts);
  if (tile === null || display === undefined) return "next";
  if (sample?.isFull === true || (windowKind === "console" && sample?.isSelected === true)) return "selected";
  if (display.pinned.includes(tile)) return "pinned";
  if (display.hotspot === tile || sample?.isSelected === true) return "hotspot";
  return sample?.isCovered === true ? "covered" : "visible";
}
