import { BUDGET_STEPS, type BudgetStep, type DecodeForecast } from "../../../contract/budget.ts";
import { isSaving, type StepCosts } from "./decodeCost.ts";

/** How soon a tile gives way: the highest rank first. */
export const RANKS = { selected: 0, pinned: 1, hotspot: 2, visible: 3, covered: 4, next: 5 } as const;
export type Rank = keyof typeof RANKS;

/** One tile of one window, as far as the budget goes. */
export interface BudgetTile {
  readonly id: string;
  readonly rank: Rank;
  /** Of the tile on its display; among equals the smallest gives way first. */
  readonly areaPx: number;
  /** Display and tile as one number: among tiles alike the last gives way first. */
  readonly place: number;
  readonly costs: StepCosts;
}

export type Steps = ReadonlyMap<string, BudgetStep>;

/** The order of giving way: lowest rank first, then the smaller tile, then the later place. */
export function sortByYield(tiles: readonly BudgetTile[]): BudgetTile[] {
  return [...tiles].sort((a, b) => RANKS[b.rank] - RANKS[a.rank] || a.areaPx - b.areaPx || b.place - a.place);
}

/**
 * What each tile may cost so that all together stay within `capacity` (the unit of `costOf`). Rank by rank, lowest
 * first: all of a rank go to a smaller rendition one by one, then to key frames, then are paused, before the next rank
 * is touched. The selected tile is never paused: something is always looked at.
 */
export function planSteps(tiles: readonly BudgetTile[], capacity: number): Steps {
  const steps = new Map<string, BudgetStep>(tiles.map(({ id }) => [id, "full"]));
  const order = sortByYield(tiles);
  let cost = sumCosts(tiles, steps);
  for (const rank of new Set(order.map((tile) => tile.rank))) {
    for (const step of BUDGET_STEPS) {
      if (step === "paused" && rank === "selected") continue;
      for (const tile of order) {
        if (cost <= capacity) return steps;
        const present = steps.get(tile.id) ?? "full";
        if (tile.rank !== rank || !isSaving(tile.costs, present, step)) continue;
        cost -= tile.costs[present] - tile.costs[step];
        steps.set(tile.id, step);
      }
    }
  }
  return steps;
}

export function sumCosts(tiles: readonly BudgetTile[], steps: Steps): number {
  return tiles.reduce((sum, { id, costs }) => sum + costs[steps.get(id) ?? "full"], 0);
}

/** How many tiles are at each step below full. */
export function countSteps(steps: Steps): DecodeForecast["gaveWay"] {
  const count = (wanted: BudgetStep) => [...steps.values()].filter((step) => step === wanted).length;
  return { smaller: count("smaller"), key: count("key"), paused: count("paused") };
}
