import { describe, expect, test } from "vitest";
import type { BudgetStep } from "../../../contract/budget.ts";
import { type BudgetTile, countSteps, planSteps, type Rank, sumCosts } from "./planSteps.ts";

const COSTS = { full: 30, smaller: 15, key: 5, paused: 0 };
const tile = (id: string, rank: Rank = "visible", areaPx = 100, costs = COSTS): BudgetTile => ({
  id,
  rank,
  areaPx,
  place: Number.parseInt(id.slice(1), 10) || id.charCodeAt(0),
  costs,
});

function plan(tiles: BudgetTile[], capacity: number): Record<string, BudgetStep> {
  return Object.fromEntries(planSteps(tiles, capacity));
}

describe("the plan", () => {
  test("leaves everything as it is while there is room", () => {
    expect(plan([tile("a"), tile("b")], 60)).toEqual({ a: "full", b: "full" });
  });

  const four = [tile("s", "selected"), tile("p", "pinned"), tile("v", "visible"), tile("w", "visible", 50)];
  test.each<[string, number, Record<string, BudgetStep>]>([
    ["the smaller of two equals first", 105, { s: "full", p: "full", v: "full", w: "smaller" }],
    ["all of a rank before any goes further", 90, { s: "full", p: "full", v: "smaller", w: "smaller" }],
    ["then key frames, one by one", 80, { s: "full", p: "full", v: "smaller", w: "key" }],
    ["then a pause", 65, { s: "full", p: "full", v: "key", w: "paused" }],
    ["and only then the pinned", 50, { s: "full", p: "smaller", v: "paused", w: "paused" }],
    ["the selected last", 20, { s: "smaller", p: "paused", v: "paused", w: "paused" }],
    ["and never paused", 0, { s: "key", p: "paused", v: "paused", w: "paused" }],
  ])("gives way: %s", (_words, capacity, steps) => {
    expect(plan(four, capacity)).toEqual(steps);
  });

  test("takes ranks in the declared order", () => {
    const ranks: Rank[] = ["selected", "pinned", "hotspot", "visible", "covered", "next"];
    const tiles = ranks.map((rank) => tile(rank, rank));
    const order: string[] = [];
    for (let capacity = 180; capacity >= 0; capacity--) {
      for (const [id, step] of Object.entries(plan(tiles, capacity))) {
        if (step === "paused" && !order.includes(id)) order.push(id);
      }
    }
    expect(order).toEqual(["next", "covered", "visible", "hotspot", "pinned"]);
  });

  test("passes over a step that saves nothing", () => {
    const onlyOne = { full: 30, smaller: 30, key: 5, paused: 0 };
    expect(plan([tile("a", "visible", 100, onlyOne), tile("b", "pinned")], 40)).toEqual({ a: "key", b: "full" });
  });

  test("never exceeds the capacity but by the selected tile, and wastes no step", () => {
    const tiles = Array.from({ length: 64 }, (_, n) => tile(`t${n}`, n < 4 ? "pinned" : "visible", 100 + (n % 7)));
    for (let capacity = 0; capacity <= 64 * 30; capacity += 17) {
      const steps = planSteps(tiles, capacity);
      expect(sumCosts(tiles, steps)).toBeLessThanOrEqual(capacity);
      const { paused } = countSteps(steps);
      if (capacity >= 4 * 30 + 60 * 5) expect(paused).toBe(0);
      if (capacity >= 4 * 30) for (let n = 0; n < 4; n++) expect(steps.get(`t${n}`)).toBe("full");
    }
  });
});
