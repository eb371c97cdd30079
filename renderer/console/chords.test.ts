import { describe, expect, it } from "vitest";
import { formatChord, type KeyPress, matchesChord } from "./chords.ts";

function press(key: string, change: Partial<KeyPress> = {}): KeyPress {
  return { key, code: "", ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...change };
}

describe("chords", () => {
  it("need their modifiers, and no others", () => {
    expect(matchesChord("Ctrl+L", press("l", { ctrlKey: true }))).toBe(true);
    expect(matchesChord("Ctrl+L", press("l", { metaKey: true }))).toBe(true);
    expect(matchesChord("Ctrl+L", press("l"))).toBe(false);
    expect(matchesChord("F", press("f"))).toBe(true);
    expect(matchesChord("F", press("f", { ctrlKey: true }))).toBe(false);
    expect(matchesChord("ArrowLeft", press("ArrowLeft", { shiftKey: true }))).toBe(false);
  });

  it("take signs that some keyboards type with Shift", () => {
    expect(matchesChord("?", press("?", { shiftKey: true }))).toBe(true);
    expect(matchesChord("/", press("/", { shiftKey: true }))).toBe(true);
    expect(matchesChord("#", press("#", { shiftKey: true, code: "Digit3" }))).toBe(true);
  });

  it("know a digit by its place, because Alt changes what it types", () => {
    expect(matchesChord("Alt+3", press("£", { altKey: true, code: "Digit3" }))).toBe(true);
  });

  it("are printed with the signs on the keys", () => {
    expect(formatChord("Shift+ArrowLeft", false)).toBe("Shift ←");
    expect(formatChord("Ctrl+Z", false)).toBe("Ctrl Z");
    expect(formatChord("Ctrl+Z", true)).toBe("⌘ Z");
  });

  it("take the Backspace of a Mac for Delete, and of nothing else", () => {
    expect(matchesChord("Delete", press("Backspace"), true)).toBe(true);
    expect(matchesChord("Delete", press("Backspace"), false)).toBe(false);
  });
});
