/** What typed digits call: a camera for the selected tile, a tile to select, or a display to arrange. */
export type DigitTarget = "camera" | "tile" | "display";

export interface DigitBuffer {
  readonly target: DigitTarget;
  /** May begin with `R` for registry-only cameras. */
  readonly digits: string;
}

export interface DigitStep {
  readonly buffer: DigitBuffer | null;
  /** Set when Enter has finished a number. */
  readonly done?: DigitBuffer;
}

const PREFIXES: Readonly<Record<string, DigitTarget>> = { t: "tile", d: "display" };
/** Camera numbers have at most six digits (contract). */
const MAX_DIGITS = 6;

/** Feeds one key. Null when the key means nothing here, and may then be a command. */
export function typeDigit(buffer: DigitBuffer | null, key: string): DigitStep | null {
  if (/^\d$/.test(key)) {
    const typed = buffer ?? { target: "camera", digits: "" };
    return { buffer: { ...typed, digits: (typed.digits + key).slice(0, MAX_DIGITS) } };
  }
  const target = PREFIXES[key.toLowerCase()];
  if (target !== undefined) return { buffer: { target, digits: "" } };
  if (buffer === null) return null;
  if (key === "Backspace")
    return { buffer: buffer.digits === "" ? null : { ...buffer, digits: buffer.digits.slice(0, -1) } };
  if (key === "Enter") return buffer.digits === "" ? { buffer: null } : { buffer: null, done: buffer };
  if (key === "Escape") return { buffer: null };
  return null;
}
