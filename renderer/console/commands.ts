import { choosePurposeOf } from "../../contract/incidents.ts";
import { findLayout, LAYOUT_IDS, type LayoutId } from "../../contract/layouts.ts";
import type { Purpose } from "../../contract/viewings.ts";
import { findDisplay } from "../state/actions.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { formatLayout } from "../ui/format.ts";
import { text } from "../ui/text.ts";
import { DIRECTIONS, type Direction, findNeighbour } from "../wall/neighbour.ts";

/** What a command may do beyond the model: the parts of the console that open and close. */
export interface CommandContext {
  readonly model: WindowModel;
  readonly focusSearch: () => void;
  readonly openKeySheet: () => void;
  readonly openPalette: () => void;
  readonly openPurpose: () => void;
  readonly openViews: () => void;
  readonly openLayoutEditor: () => void;
}

export interface Command {
  readonly name: string;
  /** As {@link matchesChord} reads it; null for a command without a key. */
  readonly chord: string | null;
  run(context: CommandContext): void;
}

const ARROWS: Readonly<Record<Direction, string>> = {
  left: "ArrowLeft",
  right: "ArrowRight",
  up: "ArrowUp",
  down: "ArrowDown",
};

/** Layouts with a digit: Alt+Shift+1 to 9, then 0. */
const DIGIT_LAYOUTS: readonly LayoutId[] = ["1x1", "2x2", "3x3", "4x4", "5x5", "6x6", "1+5", "1+7", "1+12", "2+8"];

const layoutCommands: Command[] = LAYOUT_IDS.map((layout) => {
  const digit = DIGIT_LAYOUTS.indexOf(layout) + 1;
  return {
    name: text.layout(formatLayout(layout)),
    chord: digit === 0 ? null : `Alt+Shift+${digit % 10}`,
    run: ({ model }) => model.actions.setLayout(layout),
  };
});

function findNext({ model }: CommandContext, direction: Direction): { from: number; to: number } | null {
  const display = findDisplay(model.stores);
  if (display === null) return null;
  const from = model.stores.selection.getState().tile;
  return { from, to: findNeighbour(findLayout(display.layout), from, direction) };
}

const moveCommands: Command[] = DIRECTIONS.flatMap((direction) => [
  {
    name: text.commands.select(direction),
    chord: ARROWS[direction],
    run: (context) => {
      const next = findNext(context, direction);
      if (next !== null) context.model.actions.select({ tile: next.to });
    },
  },
  {
    name: text.commands.swap(direction),
    chord: `Shift+${ARROWS[direction]}`,
    run: (context) => {
      const next = findNext(context, direction);
      if (next === null || next.to === next.from) return;
      context.model.actions.swap(next.from, next.to);
      context.model.actions.select({ tile: next.to });
    },
  },
]);

/** The purpose an incident gives, when it is selected and open; null otherwise. */
export function choosePurpose(model: WindowModel): Purpose | null {
  const { incidentId } = model.stores.selection.getState();
  const incident = incidentId === null ? undefined : model.stores.incidents.getState().byId.get(incidentId);
  if (incident === undefined || incident.closedAtMs !== undefined) return null;
  return { code: choosePurposeOf(incident.kind), incidentId: incident.id };
}

function setPurposeFromIncident({ model, openPurpose }: CommandContext): void {
  const purpose = choosePurpose(model);
  if (purpose === null) openPurpose();
  else model.actions.setPurpose([model.stores.selection.getState().display], purpose);
}

function toggleFull({ model }: CommandContext): void {
  const { tile, fullTile } = model.stores.selection.getState();
  model.actions.select({ fullTile: fullTile === null ? tile : null });
}

function goBack({ model }: CommandContext): void {
  const { fullTile, screen } = model.stores.selection.getState();
  if (fullTile !== null) model.actions.select({ fullTile: null });
  else if (screen !== "wall") model.actions.select({ screen: "wall" });
}

/** Views with a digit: Alt+1 to Alt+9, in the order they are offered. */
export const DIGIT_VIEWS = 9;

/** Every command of this moment: those of the table, and one for each saved view. */
export function listCommands({ stores }: WindowModel): Command[] {
  const views = stores.views.getState().views.map((view, index) => ({
    name: text.openView(view.isOwn ? view.name : `${view.name} ${text.viewOf(view.ownerLabel)}`),
    chord: index < DIGIT_VIEWS ? `Alt+${index + 1}` : null,
    run: ({ model }: CommandContext) => model.actions.openView(view),
  }));
  return [...COMMANDS, ...views];
}

/** Every command of the console but those of saved views, with its key. Digits are typed, see digitBuffer.ts. */
export const COMMANDS: readonly Command[] = [
  { name: text.commands.findCamera, chord: "/", run: (context) => context.focusSearch() },
  { name: text.commands.purposeFromIncident, chord: "I", run: setPurposeFromIncident },
  { name: text.commands.choosePurpose, chord: null, run: (context) => context.openPurpose() },
  { name: text.commands.full, chord: "F", run: toggleFull },
  { name: text.commands.empty, chord: "Delete", run: ({ model }) => model.actions.assign(null) },
  { name: text.commands.emptyAll, chord: null, run: ({ model }) => model.actions.clearWall() },
  { name: text.commands.views, chord: "V", run: (context) => context.openViews() },
  { name: text.commands.drawLayout, chord: null, run: (context) => context.openLayoutEditor() },
  { name: text.commands.undo, chord: "Ctrl+Z", run: ({ model }) => model.actions.undo() },
  ...moveCommands,
  ...layoutCommands,
  { name: text.commands.goToWall, chord: null, run: ({ model }) => model.actions.select({ screen: "wall" }) },
  { name: text.commands.goToIncidents, chord: null, run: ({ model }) => model.actions.select({ screen: "incidents" }) },
  { name: text.commands.back, chord: "Escape", run: goBack },
  { name: text.commands.lock, chord: "Ctrl+L", run: ({ model }) => model.actions.lock() },
  { name: text.signOut, chord: null, run: ({ model }) => model.actions.signOut() },
  { name: text.commands.showAll, chord: "Ctrl+K", run: (context) => context.openPalette() },
  { name: text.commands.showKeys, chord: "?", run: (context) => context.openKeySheet() },
];

/** Keys that are typed rather than pressed, for the key sheet. */
export const TYPED_KEYS: readonly { name: string; keys: string }[] = [
  { name: text.commands.typeCamera, keys: "211 Enter" },
  { name: text.commands.typeTile, keys: "T 4 Enter" },
  { name: text.commands.typeDisplay, keys: "D 2 Enter" },
  { name: text.commands.typeView, keys: "Alt 1" },
];
