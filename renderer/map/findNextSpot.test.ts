import { expect, it } from "vitest";
import { findNextSpot } from "./findNextSpot.ts";

const spot = (name: string, x: number, y: number) => ({ name, x, y });
const SPOTS = [
  spot("here", 0, 0),
  spot("east", 4, 1),
  spot("far east", 9, 0),
  spot("north", 1, -3),
  spot("corner", -2, -2),
];

it.each([
  ["ArrowRight", "east"],
  ["ArrowUp", "north"],
  ["ArrowLeft", "corner"],
  ["ArrowDown", undefined],
] as const)("%s goes to the pin %s", (key, name) => {
  expect(findNextSpot({ x: 0, y: 0 }, SPOTS, key)?.name).toBe(name);
});

it("leads back from where it led to, in a row of pins", () => {
  const row = [0, 1, 2, 3].map((x) => spot(String(x), x, 0));
  const next = findNextSpot({ x: 1, y: 0 }, row, "ArrowRight");
  expect(next && findNextSpot(next, row, "ArrowLeft")?.name).toBe("1");
});
