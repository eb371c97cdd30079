import type { DisplaySize } from "../../../contract/budget.ts";
import type { RenditionName } from "../../../contract/cameras.ts";
import { findLayout, type LayoutChoice } from "../../../contract/layouts.ts";
import { costSteps, mayUseHardware, type Stream } from "./decodeCost.ts";
import type { BudgetTile, Rank } from "./planSteps.ts";

/** The commonest monitor; what is assumed of a display whose window has not said how large it is. */
const USUAL_SIZE: DisplaySize = { widthPx: 1_920, heightPx: 1_080 };
/** As windows choose: the smallest picture only for tiles below this height. */
const THUMB_BELOW_PX = 172;
/** What is assumed of a camera whose pictures are not known: those of a camera set up for walls. */
const USUAL_STREAMS: readonly Stream[] = [
  { name: "main", widthPx: 1_280, heightPx: 720, fps: 15 },
  { name: "sub", widthPx: 640, heightPx: 360, fps: 15 },
  { name: "thumb", widthPx: 320, heightPx: 180, fps: 8 },
];
/** Displays have fewer tiles than this. */
const PLACES_PER_DISPLAY = 1_000;

/** One tile of one window that shows or is to show a camera. */
export interface TileDemand {
  readonly id: string;
  readonly display: number;
  readonly tile: number;
  readonly rank: Rank;
  /** What the camera offers; empty where it is not known. */
  readonly streams: readonly Stream[];
  readonly hasKeyFrames: boolean;
  /** What its window says its size asks for; null where it has not said. */
  readonly wanted: RenditionName | null;
  readonly isFull: boolean;
}

export interface DisplayFacts {
  readonly layout: LayoutChoice;
  /** Null where no window has told it. */
  readonly size: DisplaySize | null;
}

/** What the machine decodes with: how many hardware decoders it has at most, and whether it is known to use any. */
export interface Hardware {
  readonly decoders: number;
  readonly isUsed: boolean;
}

export interface Demand {
  readonly tiles: readonly BudgetTile[];
  /** Whether something in it was assumed. */
  readonly isGuess: boolean;
}

/** Tiles with their cost at each step. The largest that can are counted as decoded in hardware, as many as there are. */
export function describeDemand(
  demands: readonly TileDemand[],
  displays: ReadonlyMap<number, DisplayFacts>,
  hardware: Hardware,
): Demand {
  let isGuess = false;
  const sized = demands.map((demand) => {
    const { layout = "1x1", size = null } = displays.get(demand.display) ?? {};
    const tilePx = measureTile(layout, demand.isFull ? null : demand.tile, size ?? USUAL_SIZE);
    const streams = demand.streams.length === 0 ? USUAL_STREAMS : demand.streams;
    if (demand.streams.length === 0 || (size === null && demand.wanted === null)) isGuess = true;
    const wanted = streams.find(({ name }) => name === demand.wanted) ?? guessStream(streams, tilePx, demand.isFull);
    return { demand, streams, wanted, areaPx: tilePx.widthPx * tilePx.heightPx };
  });
  const inHardware = new Set(
    sized
      .filter(({ wanted }) => hardware.isUsed && mayUseHardware(wanted))
      .sort((a, b) => b.areaPx - a.areaPx)
      .slice(0, hardware.decoders),
  );
  const tiles = sized.map((each): BudgetTile => {
    const { id, rank, display, tile, hasKeyFrames } = each.demand;
    const costs = costSteps(each.wanted, each.streams, { isHardware: inHardware.has(each), hasKeyFrames });
    return { id, rank, areaPx: each.areaPx, place: display * PLACES_PER_DISPLAY + tile, costs };
  });
  return { tiles, isGuess };
}

/** Device pixels of a tile, or of the whole display. */
function measureTile(layout: LayoutChoice, tile: number | null, size: DisplaySize): DisplaySize {
  const { columns, rows, places } = findLayout(layout);
  const place = tile === null ? undefined : places[tile - 1];
  if (place === undefined) return size;
  return {
    widthPx: (size.widthPx * place.columns) / columns,
    heightPx: (size.heightPx * place.rows) / rows,
  };
}

/** The rendition a window will choose for a tile it has not laid out yet. */
function guessStream(streams: readonly Stream[], tilePx: DisplaySize, isFull: boolean): Stream {
  const [smallest, ...larger] = [...streams].sort((a, b) => a.heightPx - b.heightPx);
  if (smallest === undefined) throw new RangeError("a camera without pictures");
  const largest = larger.at(-1) ?? smallest;
  if (isFull) return largest;
  const pictureHeightPx = Math.min(tilePx.heightPx, (tilePx.widthPx * largest.heightPx) / largest.widthPx);
  if (smallest.name === "thumb" && pictureHeightPx < THUMB_BELOW_PX) return smallest;
  const others = smallest.name === "thumb" && larger.length > 0 ? larger : [smallest, ...larger];
  return others.find(({ heightPx }) => heightPx >= pictureHeightPx) ?? largest;
}
