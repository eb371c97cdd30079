import { describe, expect, it } from "vitest";
import type { Obligations } from "../../contract/consentRecord.ts";
import { permitted } from "../media/testKit.ts";
import { describeDuties } from "./describeViewing.ts";

type Mask = Obligations["masks"][number];

const CORNER: Mask["points"] = [
  [0, 0],
  [1, 0],
  [1, 1],
];
const mask = (id: string, enforcement: Mask["enforcement"]): Mask => ({
  id,
  kind: "liftable",
  enforcement,
  points: CORNER,
});

describe("duties of a view", () => {
  it.each([
    [[], "none"],
    [[mask("a", "client")], "1 region covered by this window"],
    [[mask("a", "camera")], "1 region in the picture itself"],
    [
      [mask("a", "camera"), mask("b", "gateway"), mask("c", "client")],
      "2 regions in the picture itself, 1 region covered by this window",
    ],
  ])("say where each mask is", (masks, words) => {
    const [fact] = describeDuties({ ...permitted().obligations, masks });
    expect(fact?.value).toBe(words);
  });
});
