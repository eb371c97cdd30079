import { useEffect, useState } from "react";
import { type CommandContext, isOnScreen } from "./commands/command.ts";
import { listCommands } from "./commands/listCommands.ts";
import type { DigitBuffer } from "./digitBuffer.ts";
import { decideKey } from "./keyboard.ts";
import { findKeyPlace } from "./keyPlace.ts";
import { runNumber } from "./runNumber.ts";

/** Listens for the command table's keys and for numbers being typed; returns the number so far, to be shown. */
export function useKeys(context: CommandContext, isActive: boolean): DigitBuffer | null {
  const [shown, setShown] = useState<DigitBuffer | null>(null);
  useEffect(() => {
    if (!isActive) return;
    // Kept here and not in the state: the next key may come before React has drawn the last one.
    let buffer: DigitBuffer | null = null;
    const type = (next: DigitBuffer | null) => {
      if (next !== buffer) setShown(next);
      buffer = next;
    };
    const handleKey = (event: KeyboardEvent) => {
      const { model } = context;
      const { screen } = model.stores.selection.getState();
      const commands = listCommands(model).filter((each) => isOnScreen(each, screen));
      const decision = decideKey(event, findKeyPlace(event.target), buffer, commands);
      if (decision.kind === "leave") return;
      event.preventDefault();
      event.stopPropagation();
      if (decision.kind === "run") decision.command.run(context);
      if (decision.kind !== "type") return;
      type(decision.buffer);
      if (decision.done !== null) runNumber(model, context.playback, decision.done);
    };
    window.addEventListener("keydown", handleKey, { capture: true });
    return () => {
      window.removeEventListener("keydown", handleKey, { capture: true });
      setShown(null);
    };
  }, [context, isActive]);
  return shown;
}
