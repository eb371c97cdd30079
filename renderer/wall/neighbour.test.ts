import { describe, expect, it } from "vitest";
import { findLayout, LAYOUT_IDS } from "../../contract/layouts.ts";
import { DIRECTIONS, findNeighbour } from "./neighbour.ts";

const BACK = { left: "right", right: "left", up: "down", down: "up" } as const;

describe("arrows over a layout", () => {
  it.each(LAYOUT_IDS)("reach every tile of %s from the first one", (id) => {
    const layout = findLayout(id);
    const reached = new Set([1]);
    for (const tile of reached) for (const direction of DIRECTIONS) reached.add(findNeighbour(layout, tile, direction));
    expect(reached.size).toBe(layout.places.length);
  });

  it.each(LAYOUT_IDS)("never lead to a tile behind in %s", (id) => {
    const layout = findLayout(id);
    layout.places.forEach((from, index) => {
      const to = layout.places[findNeighbour(layout, index + 1, "right") - 1];
      expect(to === from || (to?.column ?? 0) >= from.column + from.columns).toBe(true);
    });
  });

  it("lead back where they came from in a grid", () => {
    const layout = findLayout("4x4");
    for (const direction of DIRECTIONS)
      expect(findNeighbour(layout, findNeighbour(layout, 6, direction), BACK[direction])).toBe(6);
  });

  it("stay at an edge, and lead to the best aligned tile beside a large one", () => {
    expect(findNeighbour(findLayout("2x2"), 1, "left")).toBe(1);
    expect(findNeighbour(findLayout("1+5"), 1, "right")).toBe(2);
    expect(findNeighbour(findLayout("1+5"), 5, "up")).toBe(1);
  });
});
