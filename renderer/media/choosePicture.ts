import type { BudgetStep } from "../../contract/budget.ts";
import type { RenditionOffer } from "../../contract/viewingCalls.ts";
import type { FrameChoice } from "../../contract/viewings.ts";
import { chooseRendition, type RenditionWish } from "./chooseRendition.ts";

/** What a player is to show. */
export interface PictureChoice {
  readonly offer: RenditionOffer;
  readonly frames: FrameChoice;
  /** The rendition the tile's size asks for, whatever the decode budget leaves of it. */
  readonly wanted: RenditionOffer["rendition"];
}

/**
 * The picture for a tile under the decode budget: what its size asks for, or the next smaller rendition, or key frames
 * of that alone where the protocol has them; a paused tile looks at one of those. `offers` are of one protocol. Null when nothing is allowed.
 */
export function choosePicture(
  offers: readonly RenditionOffer[],
  wish: RenditionWish,
  step: BudgetStep,
): PictureChoice | null {
  const fitting = chooseRendition(offers, wish);
  if (fitting === null) return null;
  const wanted = fitting.rendition;
  if (step === "full") return { offer: fitting, frames: "all", wanted };
  const offer = findNextSmaller(offers, fitting) ?? fitting;
  return { offer, frames: step !== "smaller" && offer.protocol === "flv" ? "key" : "all", wanted };
}

function findNextSmaller(offers: readonly RenditionOffer[], than: RenditionOffer): RenditionOffer | undefined {
  const smaller = offers.filter((offer) => offer.heightPx < than.heightPx);
  return smaller.sort((a, b) => a.heightPx - b.heightPx).at(-1);
}
