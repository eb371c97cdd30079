import { describe, expect, it } from "vitest";
import { clampZoom, fitPicture, MAX_ZOOM, NO_ZOOM, panZoom, WHOLE_TILE, zoomAt } from "./zoom.ts";

const CENTRE = { x: 0.5, y: 0.5 };

/** The edges of a zoomed picture whose unzoomed place is `box`. */
function edges(zoom: { scale: number; x: number; y: number }, box = WHOLE_TILE) {
  const left = zoom.x + zoom.scale * box.left;
  const top = zoom.y + zoom.scale * box.top;
  return { left, top, right: left + zoom.scale * box.width, bottom: top + zoom.scale * box.height };
}

describe("digital zoom", () => {
  it("keeps what lies under the pointer under it", () => {
    const at = { x: 0.25, y: 0.75 };
    const zoom = zoomAt(zoomAt(NO_ZOOM, 2, at, WHOLE_TILE), 1.5, at, WHOLE_TILE);
    expect(zoom.scale).toBeCloseTo(3);
    expect((at.x - zoom.x) / zoom.scale).toBeCloseTo(0.25);
    expect((at.y - zoom.y) / zoom.scale).toBeCloseTo(0.75);
  });

  it(`ends at ${MAX_ZOOM} and comes back to exactly nothing`, () => {
    expect(zoomAt(NO_ZOOM, 100, CENTRE, WHOLE_TILE).scale).toBe(MAX_ZOOM);
    expect(zoomAt(zoomAt(NO_ZOOM, 100, CENTRE, WHOLE_TILE), 0.001, CENTRE, WHOLE_TILE)).toBe(NO_ZOOM);
    expect(zoomAt(NO_ZOOM, 0.5, CENTRE, WHOLE_TILE)).toBe(NO_ZOOM);
  });

  it("finds the picture between its bars", () => {
    expect(fitPicture(2, 1)).toEqual({ left: 0.25, top: 0, width: 0.5, height: 1 });
    expect(fitPicture(1, 2)).toEqual({ left: 0, top: 0.25, width: 1, height: 0.5 });
    expect(fitPicture(1.5, 1.5)).toEqual(WHOLE_TILE);
  });

  it.each([
    ["a tile of the picture's shape", WHOLE_TILE],
    ["a wide tile", fitPicture(3, 16 / 9)],
    ["a tall tile", fitPicture(0.5, 16 / 9)],
  ])("never uncovers the place where a watermark lies, in %s", (_what, box) => {
    for (let n = 0; n < 400; n++) {
      const wish = { scale: 1 + (n % 20) / 2, x: Math.sin(n) * 9, y: Math.cos(n * 1.7) * 9 };
      const { left, top, right, bottom } = edges(clampZoom(wish, box), box);
      expect(left).toBeLessThanOrEqual(box.left + 1e-9);
      expect(top).toBeLessThanOrEqual(box.top + 1e-9);
      expect(right).toBeGreaterThanOrEqual(box.left + box.width - 1e-9);
      expect(bottom).toBeGreaterThanOrEqual(box.top + box.height - 1e-9);
    }
  });

  it("pans to an edge and not beyond", () => {
    const zoom = zoomAt(NO_ZOOM, 4, CENTRE, WHOLE_TILE);
    expect(panZoom(zoom, 9, 0, WHOLE_TILE)).toMatchObject({ x: 0, y: zoom.y });
    expect(panZoom(zoom, -9, 9, WHOLE_TILE)).toMatchObject({ x: -3, y: 0 });
  });
});
