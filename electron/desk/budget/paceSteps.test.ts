import { describe, expect, test } from "vitest";
import type { BudgetStep } from "../../../contract/budget.ts";
import { FIRST_PACE, type Pace, paceSteps } from "./paceSteps.ts";
import type { BudgetTile, Rank } from "./planSteps.ts";

const COSTS = { full: 30, smaller: 15, key: 5, paused: 0 };
const tile = (id: string, rank: Rank = "visible"): BudgetTile => ({
  ...{ id, rank, areaPx: 100, costs: COSTS },
  place: id.charCodeAt(0),
});
const all = (ids: string, step: BudgetStep) => new Map([...ids].map((id) => [id, step]));

/** Half-second turns from one plan to another; what each turn changed. */
function run(tiles: BudgetTile[], from: Map<string, BudgetStep>, target: Map<string, BudgetStep>, turns: number) {
  const playing = new Set(from.keys());
  let present: ReadonlyMap<string, BudgetStep> = from;
  let pace: Pace = { ...FIRST_PACE };
  return Array.from({ length: turns }, (_, turn) => {
    const next = paceSteps({ tiles, present, target, playing, nowMs: 100_000 + turn * 500, extraHoldMs: 0 }, pace);
    const changed = [...next.steps].filter(([id, step]) => present.get(id) !== step).map((entry) => entry.join(" "));
    present = next.steps;
    pace = next.pace;
    return changed.join(", ");
  });
}

describe("towards a plan", () => {
  const tiles = [tile("a"), tile("b"), tile("c")];

  test("one playing stream is changed each half second", () => {
    expect(run(tiles, all("abc", "full"), all("abc", "smaller"), 4)).toEqual([
      "c smaller",
      "b smaller",
      "a smaller",
      "",
    ]);
  });

  test("a stream goes straight to the step it is meant to have", () => {
    expect(run([tile("a")], all("a", "full"), all("a", "key"), 2)).toEqual(["a key", ""]);
  });

  test("pauses go first, four at once", () => {
    const six = [..."abcdef"].map((id) => tile(id));
    expect(run(six, all("abcdef", "full"), all("abcdef", "paused"), 2)).toEqual([
      "f paused, e paused, d paused, c paused",
      "b paused, a paused",
    ]);
  });

  test("recovery is one step each 3 s, the most important tile first", () => {
    const two = [tile("a"), tile("p", "pinned")];
    const turns = run(two, all("ap", "paused"), all("ap", "full"), 32);
    expect(turns.flatMap((words, turn) => (words === "" ? [] : [`${turn * 500} ${words}`]))).toEqual([
      "0 p key",
      "3000 p smaller",
      "6000 p full",
      "9000 a key",
      "12000 a smaller",
      "15000 a full",
    ]);
  });

  test("nothing rises for 5 s after a drop", () => {
    const present = all("ab", "full").set("a", "paused");
    const target = all("ab", "smaller");
    const turns = run([tile("a"), tile("b")], present, target, 14);
    expect(turns.flatMap((words, turn) => (words === "" ? [] : [`${turn * 500} ${words}`]))).toEqual([
      "0 b smaller",
      "5000 a key",
    ]);
  });

  test("new tiles, those without a picture yet and the selected one get theirs at once", () => {
    const tiles = [tile("new"), tile("idle"), tile("s", "selected"), tile("a")];
    const present = new Map<string, BudgetStep>([
      ["idle", "full"],
      ["s", "paused"],
      ["a", "paused"],
    ]);
    const target = all("", "full");
    for (const { id } of tiles) target.set(id, id === "s" || id === "a" ? "full" : "key");
    const pace = { droppedAtMs: 99_000, roseAtMs: 99_000 };
    const move = { tiles, present, target, playing: new Set(["s"]), nowMs: 100_000, extraHoldMs: 0 };
    expect(Object.fromEntries(paceSteps(move, pace).steps)).toEqual({
      new: "key",
      idle: "key",
      s: "full",
      a: "paused",
    });
  });
});
