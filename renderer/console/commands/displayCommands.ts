import { displayWords } from "../../ui/displayWords.ts";
import { text } from "../../ui/text.ts";
import { type Command, command } from "./command.ts";

/** Displays and the monitors they are on. */
export const displayCommands: readonly Command[] = [
  command("wall.numbers", text.commands.showNumbers, "#", ({ model }) => model.actions.showNumbers()),
  command("wall.displays", displayWords.title, "Shift+N", (context) => context.openDisplays()),
  command("wall.openDisplays", text.commands.openDisplays, null, ({ model }) => model.actions.openAllDisplays()),
  command("wall.closeDisplays", text.commands.closeDisplays, null, ({ model }) => model.actions.closeAllDisplays()),
];
