import { describe, expect, it } from "vitest";
import { cleanText, Label, MAX_LABEL_CODE_POINTS } from "./primitives.ts";

describe("a label", () => {
  it.each([
    ["Mill St & 4th, north", "Mill St & 4th, north"],
    ["  Mill   St ", "Mill St"],
    ["Mill\u0000St\u202e", "Mill St"],
    ["Mill\u00a0St", "Mill St"],
    ["Cafe\u0301", "Café"],
    ["~", "~"],
  ])("%j becomes %j", (text, clean) => {
    expect(Label.parse(text)).toBe(clean);
    expect(cleanText(clean)).toBe(clean);
  });

  it.each([
    ["as many plain letters as it may have", "x".repeat(MAX_LABEL_CODE_POINTS), true],
    ["one letter more", "x".repeat(MAX_LABEL_CODE_POINTS + 1), false],
    ["as many letters of two units", "😀".repeat(MAX_LABEL_CODE_POINTS), true],
    ["one of those more", "😀".repeat(MAX_LABEL_CODE_POINTS + 1), false],
    ["nothing but what is not seen", "\u200b\u0007 ", false],
    ["a megabyte", "x".repeat(1_000_000), false],
  ])("of %s is judged", (_what, text, isGood) => {
    expect(Label.safeParse(text).success).toBe(isGood);
  });
});
