import { describe, expect, it } from "vitest";
import { type DigitBuffer, typeDigit } from "./digitBuffer.ts";

function type(...keys: string[]) {
  let buffer: DigitBuffer | null = null;
  let done: DigitBuffer | undefined;
  for (const key of keys) {
    const step = typeDigit(buffer, key);
    if (step === null) return { buffer, done, isRefused: true };
    buffer = step.buffer;
    done = step.done;
  }
  return { buffer, done, isRefused: false };
}

describe("typed numbers", () => {
  it.each([
    [["2", "1", "1", "Enter"], { target: "camera", digits: "211" }],
    [["t", "4", "Enter"], { target: "tile", digits: "4" }],
    [["T", "1", "2", "Enter"], { target: "tile", digits: "12" }],
    [["d", "2", "Enter"], { target: "display", digits: "2" }],
    [["2", "0", "Backspace", "1", "Enter"], { target: "camera", digits: "21" }],
  ])("finish %j", (keys, done) => {
    expect(type(...keys)).toEqual({ buffer: null, done, isRefused: false });
  });

  it("are given up by Esc, and by a letter that begins another", () => {
    expect(type("2", "1", "Escape")).toEqual({ buffer: null, done: undefined, isRefused: false });
    expect(type("2", "t").buffer).toEqual({ target: "tile", digits: "" });
  });

  it("leave Enter and Esc to others while nothing is typed", () => {
    expect(type("Enter").isRefused).toBe(true);
    expect(type("Escape").isRefused).toBe(true);
  });

  it("take six digits and no more", () => {
    expect(type("1", "2", "3", "4", "5", "6", "7").buffer?.digits).toBe("123456");
  });
});
