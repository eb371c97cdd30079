import type { RenditionOffer } from "../../contract/viewingCalls.ts";

/** Hysteresis of the smallest rendition, as in Nx: below 172 px of picture height down, above 230 px up again. */
const THUMB_BELOW_PX = 172;
const THUMB_UNTIL_PX = 230;
/** A picture up to this much larger than the rendition on the glass does not cause a switch. */
const KEEP_MARGIN = 0.1;

export interface RenditionWish {
  /** The tile, device pixels. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Largest picture height the terms allow, pixels. */
  readonly maxHeightPx: number;
  /** Shown full, or zoomed: the largest rendition. */
  readonly wantsLargest: boolean;
  /** Name of the rendition on the glass; null before the first. */
  readonly current: RenditionOffer["rendition"] | null;
}

/** Height the picture has in its tile after letterboxing, device pixels. */
function measurePictureHeight(offer: RenditionOffer, wish: RenditionWish): number {
  return Math.min(wish.heightPx, (wish.widthPx * offer.heightPx) / offer.widthPx);
}

/**
 * The rendition for a tile: the smallest at least as tall as the picture on the glass, the smallest of all only for
 * very small tiles, never above the terms. `offers` are of one protocol, in any order. Null when nothing is allowed.
 */
export function chooseRendition(offers: readonly RenditionOffer[], wish: RenditionWish): RenditionOffer | null {
  const allowed = offers.filter((offer) => offer.heightPx <= wish.maxHeightPx).sort((a, b) => a.heightPx - b.heightPx);
  const largest = allowed.at(-1);
  if (largest === undefined) return null;
  if (wish.wantsLargest) return largest;

  const pictureHeightPx = measurePictureHeight(largest, wish);
  const thumb = allowed.find((offer) => offer.rendition === "thumb");
  const others = allowed.filter((offer) => offer !== thumb);
  const thumbLimitPx = wish.current === "thumb" ? THUMB_UNTIL_PX : THUMB_BELOW_PX;
  if (thumb !== undefined && pictureHeightPx < thumbLimitPx) return thumb;

  const fitting = others.find((offer) => offer.heightPx >= pictureHeightPx) ?? others.at(-1) ?? largest;
  const current = others.find((offer) => offer.rendition === wish.current);
  const isCurrentNear = current !== undefined && isWithinMargin(current.heightPx, pictureHeightPx, others);
  return isCurrentNear ? current : fitting;
}

/** Whether the picture is at most 10 % taller than `heightPx`, or at most 10 % below the step that led up to it. */
function isWithinMargin(heightPx: number, pictureHeightPx: number, sorted: readonly RenditionOffer[]): boolean {
  const stepPx = sorted.findLast((offer) => offer.heightPx < heightPx)?.heightPx ?? 0;
  return pictureHeightPx <= heightPx * (1 + KEEP_MARGIN) && pictureHeightPx > stepPx * (1 - KEEP_MARGIN);
}
