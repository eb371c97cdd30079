import { z } from "zod";
import { LayoutChoice } from "./layouts.ts";
import { Id } from "./primitives.ts";
import { DisplayNumber, MAX_TILES, TileNumber } from "./wall.ts";

/** In the order tiles give way: as its size asks for, the next smaller rendition, key frames alone, nothing. */
export const BUDGET_STEPS = ["full", "smaller", "key", "paused"] as const;
export const BudgetStep = z.enum(BUDGET_STEPS);
export type BudgetStep = z.infer<typeof BudgetStep>;

/** How many tiles gave way, by step. */
const StepCounts = z.strictObject({
  smaller: z.int().nonnegative(),
  key: z.int().nonnegative(),
  paused: z.int().nonnegative(),
});

/** What a wall costs to decode, as a share of what this machine can. */
export const DecodeForecast = z.strictObject({
  /** Cost with all tiles as their sizes ask for; above 1 some give way. */
  wishedShare: z.number().nonnegative(),
  /** Cost of what is, or would be, shown. */
  share: z.number().nonnegative(),
  /** Whether the machine's limit, a window's size or a camera's pictures are assumed and not known. */
  isGuess: z.boolean(),
  gaveWay: StepCounts,
});
export type DecodeForecast = z.infer<typeof DecodeForecast>;

/** A tile of the station's wall. */
const TilePlace = z.strictObject({ display: DisplayNumber, tile: TileNumber });

/** The station's decode budget as the desk decided it, with what it means for the tiles of one window. */
export const DecodeBudget = DecodeForecast.extend({
  /** Tiles of this window that are to give way; all others are as their sizes ask for. */
  allowances: z.array(z.strictObject({ claimId: Id, step: BudgetStep })).max(MAX_TILES * 2),
  /** Tiles that kept their moving pictures while others were paused, first the most important; empty when none was. */
  kept: z.array(TilePlace).max(MAX_TILES),
});
export type DecodeBudget = z.infer<typeof DecodeBudget>;

/** Walls whose cost is asked for before they are opened: other layouts of a display, and saved views. */
export const ForecastQuestion = z.strictObject({
  display: DisplayNumber,
  layouts: z.array(LayoutChoice).max(32),
  viewIds: z.array(Id).max(200),
});

/** In the order asked; null for a view there is not. */
export const ForecastAnswer = z.strictObject({
  layouts: z.array(DecodeForecast).max(32),
  views: z.array(DecodeForecast.nullable()).max(200),
});
export type ForecastAnswer = z.infer<typeof ForecastAnswer>;

/** The area of a display's pictures in device pixels, as its window measured it. */
export const DisplaySize = z.strictObject({
  widthPx: z.number().positive().max(32_768),
  heightPx: z.number().positive().max(32_768),
});
export type DisplaySize = z.infer<typeof DisplaySize>;
