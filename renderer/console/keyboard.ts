import { type KeyPress, matchesChord } from "./chords.ts";
import type { Command } from "./commands/command.ts";
import { type DigitBuffer, typeDigit } from "./digitBuffer.ts";
import type { KeyPlace } from "./keyPlace.ts";

/** The part of a keyboard event that decides what it does. */
export interface KeyStroke extends KeyPress {
  /** The key is being held. */
  readonly repeat: boolean;
  /** An input method is at work: the keys are its own. */
  readonly isComposing: boolean;
}

export type KeyDecision =
  /** Somebody else's key, or nobody's. */
  | { readonly kind: "leave" }
  /** Ours, and nothing follows: a held key of a command that acts once. */
  | { readonly kind: "swallow" }
  | { readonly kind: "type"; readonly buffer: DigitBuffer | null; readonly done: DigitBuffer | null }
  | { readonly kind: "run"; readonly command: Command };

const WIDGET_KEYS = /^(Arrow|Enter|Home|End|Page| )/;
/** Copying, pasting, undoing. */
const EDITING_KEYS = /^[acvxyz]$/i;
const OWN_KEYS = /^[\da-z]$/i;
const BUTTON_KEYS = /^(Enter| )$/;

/** Whether what has the focus needs the key itself. Typing never runs a command; a chord with Ctrl is not typing. */
function isTaken(
  { key, ctrlKey, metaKey, altKey, isComposing }: KeyStroke,
  place: KeyPlace,
  isTyping: boolean,
): boolean {
  if (isComposing || place === "overlay") return true;
  const endsNumber = key === "Enter" && isTyping;
  const hasCtrl = ctrlKey || metaKey;
  // AltGr is Ctrl and Alt at once where people type with it; editing keeps its own undo.
  if (place === "text") return !hasCtrl || altKey || EDITING_KEYS.test(key);
  if (place === "own" && OWN_KEYS.test(key) && !hasCtrl && !altKey) return !isTyping;
  if (place === "widget" || place === "own") {
    return WIDGET_KEYS.test(key) && !endsNumber && !(key === "Enter" && hasCtrl);
  }
  return place === "button" && BUTTON_KEYS.test(key) && !endsNumber;
}

/**
 * What one key press does: it belongs to what has the focus, or to the number being typed, or to the first of
 * `commands` with its chord. Of a key that is held only what repeats goes on.
 */
export function decideKey(
  stroke: KeyStroke,
  place: KeyPlace,
  buffer: DigitBuffer | null,
  commands: readonly Command[],
): KeyDecision {
  if (isTaken(stroke, place, buffer !== null)) return { kind: "leave" };
  const isPlain = !(stroke.ctrlKey || stroke.altKey || stroke.metaKey);
  const step = isPlain ? typeDigit(buffer, stroke.key) : null;
  if (step !== null) {
    if (stroke.repeat && stroke.key !== "Backspace") return { kind: "swallow" };
    return { kind: "type", buffer: step.buffer, done: step.done ?? null };
  }
  const command = commands.find(({ chord }) => chord !== null && matchesChord(chord, stroke));
  if (command === undefined) return { kind: "leave" };
  return stroke.repeat && !command.repeats ? { kind: "swallow" } : { kind: "run", command };
}
