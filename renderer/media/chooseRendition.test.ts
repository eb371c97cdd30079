import { describe, expect, it } from "vitest";
import type { RenditionOffer } from "../../contract/viewingCalls.ts";
import { chooseRendition, type RenditionWish } from "./chooseRendition.ts";

function offer(rendition: RenditionOffer["rendition"], widthPx: number, heightPx: number): RenditionOffer {
  return { protocol: "flv", rendition, codec: "avc1.64001f", widthPx, heightPx, fps: 15, bitrateBps: 500_000 };
}
const OFFERS = [offer("main", 1280, 720), offer("sub", 640, 360), offer("thumb", 320, 180)];

function choose(wish: Partial<RenditionWish>): string | undefined {
  const full = { widthPx: 4_000, heightPx: 360, maxHeightPx: 1_080, wantsLargest: false, current: null, ...wish };
  return chooseRendition(OFFERS, full)?.rendition;
}

describe("chooseRendition", () => {
  it.each([
    // heightPx, current, expected
    [171, null, "thumb"],
    [172, null, "sub"],
    [171, "sub", "thumb"],
    [229, "thumb", "thumb"],
    [230, "thumb", "sub"],
    [360, null, "sub"],
    [361, null, "main"],
    [396, "sub", "sub"],
    [397, "sub", "main"],
    [325, "main", "main"],
    [324, "main", "sub"],
    [4_000, null, "main"],
  ] as const)("for a picture %d px high, showing %s, takes %s", (heightPx, current, expected) => {
    expect(choose({ heightPx, current })).toBe(expected);
  });

  it("measures the picture after letterboxing, not the tile", () => {
    expect(choose({ widthPx: 300, heightPx: 1_000 })).toBe("thumb");
  });

  it("takes the largest for a full tile, but never above the terms", () => {
    expect(choose({ heightPx: 100, wantsLargest: true })).toBe("main");
    expect(choose({ heightPx: 900, wantsLargest: true, maxHeightPx: 719 })).toBe("sub");
    expect(choose({ heightPx: 900, current: "main", maxHeightPx: 360 })).toBe("sub");
  });

  it("has no answer where the terms allow none", () => {
    expect(choose({ maxHeightPx: 179 })).toBeUndefined();
  });

  it("takes the next larger one for a tiny tile where there is no thumb", () => {
    const wish = { widthPx: 100, heightPx: 100, maxHeightPx: 1_080, wantsLargest: false, current: null };
    expect(chooseRendition(OFFERS.slice(0, 2), wish)?.rendition).toBe("sub");
  });
});
