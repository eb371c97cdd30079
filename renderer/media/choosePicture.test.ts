import { describe, expect, it } from "vitest";
import type { BudgetStep } from "../../contract/budget.ts";
import { choosePicture } from "./choosePicture.ts";
import { permitted } from "./testKit.ts";

const { offers } = permitted();
const wish = { widthPx: 640, heightPx: 360, maxHeightPx: 2_160, wantsLargest: false, current: null };

describe("a picture under the decode budget", () => {
  it.each<[BudgetStep, "flv" | "hls", boolean, string]>([
    ["full", "flv", false, "sub all"],
    ["smaller", "flv", false, "thumb all"],
    ["key", "flv", false, "thumb key"],
    ["key", "hls", false, "thumb all"],
    ["full", "flv", true, "main all"],
    ["smaller", "flv", true, "sub all"],
  ])("of step %s over %s, largest wanted %s, is %s", (step, protocol, wantsLargest, is) => {
    const some = offers.filter((offer) => offer.protocol === protocol);
    const choice = choosePicture(some, { ...wish, wantsLargest }, step);
    expect(`${choice?.offer.rendition} ${choice?.frames}`).toBe(is);
    expect(choice?.wanted).toBe(wantsLargest ? "main" : "sub");
  });

  it("of a camera with one rendition stays that, and only its frames give way", () => {
    const [main] = offers;
    const only = main === undefined ? [] : [main];
    expect(choosePicture(only, wish, "smaller")).toMatchObject({ offer: main, frames: "all" });
    expect(choosePicture(only, wish, "key")).toMatchObject({ offer: main, frames: "key" });
  });

  it("is none where the terms allow none", () => {
    expect(choosePicture(offers, { ...wish, maxHeightPx: 100 }, "key")).toBeNull();
  });
});
