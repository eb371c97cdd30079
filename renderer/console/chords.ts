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

const IS_MAC = /mac/i.test(globalThis.navigator?.platform ?? "");

/**
 * Whether a key press is a chord as the command table writes it: `Ctrl+L`, `Alt+3`, `Shift+ArrowLeft`, `Plus`, `?`.
 * `Ctrl` is also Command, on a Mac Backspace is also Delete. Digits go by the place of the key, because Alt changes
 * what they type on a Mac.
 */
export function matchesChord(chord: string, press: KeyPress, isMac = IS_MAC): boolean {
  // A plus alone parts nothing.
  const parts = chord === "+" ? [chord] : chord.split("+");
  const key = parts.at(-1) ?? "";
  if (parts.includes("Ctrl") !== (press.ctrlKey || press.metaKey)) return false;
  if (parts.includes("Alt") !== press.altKey) return false;
  if (!SHIFTED.test(key) && parts.includes("Shift") !== press.shiftKey) return false;
  if (/^\d$/.test(key)) return press.code === `Digit${key}` || press.code === `Numpad${key}`;
  if (key === "Plus") return PLUS.test(press.key);
  if (isMac && key === "Delete" && press.key === "Backspace") return true;
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

/** What is printed on the keys of a Mac, whose Backspace is called delete. */
const MAC_SIGNS: Readonly<Record<string, string>> = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧", Delete: "⌫" };

/** A chord as it stands on the keys of this machine: `Ctrl Z`, on a Mac `⌘ Z`. */
export function formatChord(chord: string, isMac = IS_MAC): string {
  if (chord === "+") return chord;
  const signs = isMac ? { ...SIGNS, ...MAC_SIGNS } : SIGNS;
  return chord
    .split("+")
    .map((part) => signs[part] ?? part)
    .join(" ");
}
