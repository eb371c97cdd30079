import { useEffect } from "react";
import { type CommandContext, isOnScreen } from "../commands/command.ts";
import { listCommands } from "../commands/listCommands.ts";
import { findKeyPlace } from "../keyPlace.ts";
import { decideControl } from "./assignControls.ts";
import { browserControllers } from "./browserControllers.ts";
import { watchControls } from "./controlReader.ts";

/** Joysticks and jog wheels drive the command table, but not on the settings screen, where they are tried out. */
export function useControls(context: CommandContext, isActive: boolean): void {
  useEffect(() => {
    if (!isActive) return;
    const { stores, clock } = context.model;
    return watchControls(browserControllers, clock, (stroke) => {
      const { screen } = stores.selection.getState();
      if (screen === "settings" || findKeyPlace(document.activeElement) === "overlay") return;
      const commands = listCommands(context.model).filter((each) => isOnScreen(each, screen));
      decideControl(stores.settings.getState().settings.station.controls, stroke, commands)?.run(context);
    });
  }, [context, isActive]);
}
