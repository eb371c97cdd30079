/** The part of a keyboard event that a chord looks at. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/** Keys that need Shift to be typed on some keyboards: Shift is then part of the key, not of the chord. */
const SHIFTED = /^([?/+#]|Plus)$/;
/** The key between chords' own plus signs, on a keyboard's main block with or without Shift, and on its number block. */
const PLUS = /^[+=]$/;

/**
 * Whether a key press is a chord as the command table writes it: `Ctrl+L`, `Alt+3`, `Shift+ArrowLeft`, `Plus`, `?`.
 * `Ctrl` is also Command. Digits go by the place of the key, because Alt changes what they type on a Mac.
 */
export function matchesChord(chord: string, press: KeyPress): boolean {
  // A plus alone parts nothing.
  const parts = chord === "+" ? [chord] : chord.split("+");
  const key = parts.at(-1) ?? "";
  if (parts.includes("Ctrl") !== (press.ctrlKey || press.metaKey)) return false;
  if (parts.includes("Alt") !== press.altKey) return false;
  if (!SHIFTED.test(key) && parts.includes("Shift") !== press.shiftKey) return false;
  if (/^\d$/.test(key)) return press.code === `Digit${key}` || press.code === `Numpad${key}`;
  if (key === "Plus") return PLUS.test(press.key);
  return press.key.toLowerCase() === key.toLowerCase();
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
  " ": "Space",
  Plus: "+",
};

/** A chord as it is printed on a key sheet. */
export function formatChord(chord: string): string {
  if (chord === "+") return chord;
  return chord
    .split("+")
    .map((part) => SIGNS[part] ?? part)
    .join(" ");
}
