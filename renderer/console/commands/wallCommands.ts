import { LAYOUT_IDS, type LayoutId } from "../../../contract/layouts.ts";
import type { WindowModel } from "../../state/windowModel.ts";
import { formatLayout } from "../../ui/format.ts";
import { text } from "../../ui/text.ts";
import { type Command, command } from "./command.ts";

/** Layouts with a digit: Alt+Shift+1 to 9, then 0. */
const DIGIT_LAYOUTS: readonly LayoutId[] = ["1x1", "2x2", "3x3", "4x4", "5x5", "6x6", "1+5", "1+7", "1+12", "2+8"];

/** Views with a digit: Alt+1 to Alt+9, in the order they are offered. */
export const DIGIT_VIEWS = 9;

const layoutCommands = LAYOUT_IDS.map((layout) => {
  const digit = DIGIT_LAYOUTS.indexOf(layout) + 1;
  const chord = digit === 0 ? null : `Alt+Shift+${digit % 10}`;
  return command(`wall.layout.${layout}`, text.layout(formatLayout(layout)), chord, ({ model }) =>
    model.actions.setLayout(layout),
  );
});

/** One command for each saved view of this moment. */
export function listViewCommands({ stores }: WindowModel): Command[] {
  return stores.views.getState().views.map((view, index) => {
    const name = text.openView(view.isOwn ? view.name : `${view.name} ${text.viewOf(view.ownerLabel)}`);
    const chord = index < DIGIT_VIEWS ? `Alt+${index + 1}` : null;
    return command(`wall.view.${view.id}`, name, chord, ({ model }) => model.actions.openView(view));
  });
}

/** What is done with the whole wall of a display. */
export const wallCommands: readonly Command[] = [
  command("wall.undo", text.commands.undo, "Ctrl+Z", ({ model }) => model.actions.undo(), { screens: ["wall"] }),
  command("wall.empty", text.commands.emptyAll, null, ({ model }) => model.actions.clearWall()),
  command("wall.views", text.commands.views, "V", (context) => context.openViews()),
  command("wall.draw", text.commands.drawLayout, null, (context) => context.openLayoutEditor()),
  ...layoutCommands,
];
