import { useEffect, useState } from "react";
import { matchesChord } from "./chords.ts";
import { type CommandContext, isOnScreen } from "./commands/command.ts";
import { listCommands } from "./commands/listCommands.ts";
import { type DigitBuffer, typeDigit } from "./digitBuffer.ts";
import { runNumber } from "./runNumber.ts";

/** Where keys have another meaning: overlays keep them all, text boxes all but those with Ctrl. */
const OVERLAY = "[role=dialog], [role=menu], [role=alertdialog]";
const TEXT_BOX = "input, textarea, [contenteditable]";
/** Keys a focused list or button needs for itself. */
const LIST_KEYS = /^(Arrow|Enter|Home|End| )/;
const LIST = "[role=listbox]";
/** Where digits and letters mean something of their own, unless a number is being typed already. */
const OWN_KEYS = "[data-own-keys]";
const PRESSABLE = "button, a, [role=option]";

function isTaken(event: KeyboardEvent, hasBuffer: boolean): boolean {
  const at = event.target instanceof Element ? event.target : null;
  if (at === null) return false;
  if (at.closest(OVERLAY) !== null) return true;
  if (at.closest(TEXT_BOX) !== null) return !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() === "z";
  const isLetter = /^[\da-z]$/i.test(event.key) && !(event.ctrlKey || event.altKey || event.metaKey);
  if (at.closest(OWN_KEYS) !== null && isLetter) return !hasBuffer;
  if (at.closest(LIST) !== null && LIST_KEYS.test(event.key))
    return !(event.key === "Enter" && (hasBuffer || event.ctrlKey || event.metaKey));
  return /^(Enter| )$/.test(event.key) && !hasBuffer && at.closest(PRESSABLE) !== null;
}

/** Listens for the command table's keys and for numbers being typed; returns the number so far, to be shown. */
export function useKeys(context: CommandContext, isActive: boolean): DigitBuffer | null {
  const [buffer, setBuffer] = useState<DigitBuffer | null>(null);
  useEffect(() => {
    if (!isActive) return;
    const handleKey = (event: KeyboardEvent) => {
      if (isTaken(event, buffer !== null)) return;
      const isPlain = !(event.ctrlKey || event.altKey || event.metaKey);
      const step = isPlain ? typeDigit(buffer, event.key) : null;
      if (step !== null) {
        setBuffer(step.buffer);
        if (step.done !== undefined) runNumber(context.model, step.done);
      } else {
        const { screen } = context.model.stores.selection.getState();
        const command = listCommands(context.model).find(
          (each) => each.chord !== null && isOnScreen(each, screen) && matchesChord(each.chord, event),
        );
        if (command === undefined) return;
        if (command.repeats || !event.repeat) command.run(context);
      }
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("keydown", handleKey, { capture: true });
    return () => window.removeEventListener("keydown", handleKey, { capture: true });
  }, [context, buffer, isActive]);
  return buffer;
}
