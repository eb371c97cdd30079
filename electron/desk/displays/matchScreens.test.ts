import { expect, it } from "vitest";
import { matchScreens } from "./matchScreens.ts";
import type { ScreenFacts } from "./screens.ts";

const plain: ScreenFacts = {
  label: "",
  leftPx: 0,
  topPx: 0,
  widthPx: 1920,
  heightPx: 1080,
  scale: 1,
  isPrimary: false,
  isInternal: false,
  platformId: "",
};
const dell = (change: Partial<ScreenFacts> = {}): ScreenFacts => ({ ...plain, label: "DELL U2720Q", ...change });
const first = dell({ platformId: "1", isPrimary: true });
const second = dell({ platformId: "2", leftPx: 1920 });
const third = dell({ platformId: "3", leftPx: 3840 });
const unnamed = { ...plain, platformId: "4", leftPx: 1920, widthPx: 2560, heightPx: 1440 };
const panel = { ...plain, label: "Built-in display", isInternal: true, isPrimary: true };
const withId = (screen: ScreenFacts, platformId: string): ScreenFacts => ({ ...screen, platformId });
const at = (screen: ScreenFacts, leftPx: number, topPx = 0): ScreenFacts => ({ ...screen, leftPx, topPx });

it.each<[string, ScreenFacts[], ScreenFacts[], (number | null)[]]>([
  ["the same screens in another order", [first, unnamed], [unnamed, first], [1, 0]],
  ["ids that changed with a restart", [first, second], [withId(second, "8"), withId(first, "9")], [1, 0]],
  ["ids that were swapped by a restart", [first, second], [withId(first, "2"), withId(second, "1")], [0, 1]],
  ["identical monitors by their place", [third, second, first], [first, second, third], [2, 1, 0]],
  ["one of three moved above the others", [first, second, third], [first, second, at(third, 960, -1080)], [0, 1, 2]],
  ["one with a name moved", [dell({ label: "EIZO" }), first], [first, at(dell({ label: "EIZO" }), 1920)], [1, 0]],
  [
    "one without name or id moved, told by its size",
    [withId(unnamed, ""), plain],
    [plain, withId(at(unnamed, -2560), "")],
    [1, 0],
  ],
  [
    "identical monitors whose coordinates all moved when the other became primary",
    [first, second],
    [
      { ...at(first, -1920), isPrimary: false, platformId: "" },
      { ...at(second, 0), isPrimary: true, platformId: "" },
    ],
    [0, 1],
  ],
  [
    "identical monitors of which the left one is gone, by their ids",
    [first, second],
    [{ ...at(second, 0), isPrimary: true }],
    [null, 0],
  ],
  ["a new resolution", [unnamed], [{ ...unnamed, widthPx: 1920, heightPx: 1080 }], [0]],
  ["a new scale", [second], [{ ...second, widthPx: 1280, heightPx: 720, scale: 1.5 }], [0]],
  ["a fractional scale that rounds", [second], [{ ...second, widthPx: 1097, heightPx: 617, scale: 1.75 }], [0]],
  ["one turned on its side", [withId(unnamed, "")], [{ ...withId(unnamed, ""), widthPx: 1440, heightPx: 2560 }], [0]],
  ["one missing", [first, second, third], [first, third], [0, null, 1]],
  ["more remembered than there are", [first, second, third], [second], [null, 0, null]],
  ["none at all", [first, second], [], [null, null]],
  ["nothing remembered", [], [first], []],
  ["a monitor of another make in the same place and size", [second], [dell({ label: "LG", leftPx: 1920 })], [0]],
  ["another make, another size: not the same", [second], [dell({ label: "LG", leftPx: 1920, widthPx: 2560 })], [null]],
  ["a laptop's own panel for a monitor in its place: never", [first], [{ ...first, isInternal: true }], [null]],
  ["the panel and a monitor of the same size and place, docked", [panel, second], [at(second, 1920), panel], [1, 0]],
])("tells %s", (_, remembered, today, matches) => {
  expect(matchScreens(remembered, today)).toEqual(matches);
});

it("gives no screen twice, whatever is there", () => {
  const many = Array.from({ length: 16 }, (_, index) => dell({ leftPx: index * 1920 }));
  const matches = matchScreens(many, many.slice(3, 9)).filter((match) => match !== null);
  expect(new Set(matches).size).toBe(matches.length);
  expect(matches).toEqual([0, 1, 2, 3, 4, 5]);
});
