import { z } from "zod";
import { Id } from "./primitives.ts";
import { DisplayNumber, MAX_TILES, TileNumber, ViewSequence } from "./wall.ts";

const Nothing = z.strictObject({});
const TilePlace = z.strictObject({ display: DisplayNumber, tile: TileNumber });

/** How an operator moves a sequence. `forward` and `back` turn it at once and leave it paused or not, as it was. */
const SequenceAct = z.enum(["pause", "resume", "forward", "back"]);
export type SequenceAct = z.infer<typeof SequenceAct>;

/** What a window may ask of its desk about single tiles: a part of the table in deskApi.ts. */
export const TILE_CALLS = {
  /** Empty tiles are passed over. Throws `REQUEST_MALFORMED` for tiles the layout has not. */
  "tile.pin": {
    params: z.strictObject({
      display: DisplayNumber,
      tiles: z.array(TileNumber).min(1).max(MAX_TILES),
      isPinned: z.boolean(),
    }),
    result: Nothing,
  },
  /** Lets cameras take turns in a tile, in place of what was in it. It begins with the first. */
  "tile.setSequence": {
    params: z.strictObject({
      display: DisplayNumber,
      tile: TileNumber,
      cameraIds: ViewSequence.shape.cameraIds,
      dwellMs: ViewSequence.shape.dwellMs,
    }),
    result: Nothing,
  },
  "tile.steerSequence": { params: TilePlace.extend({ act: SequenceAct }), result: Nothing },
  /** Gives each camera of a sequence a tile of its own, in a larger layout where they do not fit. */
  "tile.unpack": { params: TilePlace, result: Nothing },
  /** Null: the display has no hotspot any more. */
  "tile.setHotspot": {
    params: z.strictObject({ display: DisplayNumber, tile: TileNumber.nullable() }),
    result: Nothing,
  },
  /** The camera selected at this station: every hotspot shows it. */
  "tile.follow": { params: z.strictObject({ cameraId: Id }), result: Nothing },
  /** A tile, with all that belongs to it, to a free tile of another display. */
  "tile.move": { params: z.strictObject({ from: TilePlace, toDisplay: DisplayNumber }), result: Nothing },
} as const;
