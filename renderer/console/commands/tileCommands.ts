import { findLayout } from "../../../contract/layouts.ts";
import { findDisplay } from "../../state/actions.ts";
import { text } from "../../ui/text.ts";
import { DIRECTIONS, type Direction, findNeighbour } from "../../wall/neighbour.ts";
import { type Command, type CommandContext, command } from "./command.ts";

const ARROWS: Readonly<Record<Direction, string>> = {
  left: "ArrowLeft",
  right: "ArrowRight",
  up: "ArrowUp",
  down: "ArrowDown",
};

function findNext({ model }: CommandContext, direction: Direction): { from: number; to: number } | null {
  const display = findDisplay(model.stores);
  if (display === null) return null;
  const from = model.stores.selection.getState().tile;
  return { from, to: findNeighbour(findLayout(display.layout), from, direction) };
}

function selectNext(context: CommandContext, direction: Direction): void {
  const next = findNext(context, direction);
  if (next !== null) context.model.actions.select({ tile: next.to });
}

function swapNext(context: CommandContext, direction: Direction): void {
  const next = findNext(context, direction);
  if (next === null || next.to === next.from) return;
  context.model.actions.swap(next.from, next.to);
  context.model.actions.select({ tile: next.to });
}

function toggleFull({ model }: CommandContext): void {
  const { tile, fullTile } = model.stores.selection.getState();
  model.actions.select({ fullTile: fullTile === null ? tile : null });
}

/** Nobody changes a wall they cannot see. */
const ON_WALL = { screens: ["wall"] } as const;

/** What is done with the selected tile. */
export const tileCommands: readonly Command[] = [
  ...DIRECTIONS.flatMap((way) => [
    command(`tile.select.${way}`, text.commands.select(way), ARROWS[way], (context) => selectNext(context, way), {
      ...ON_WALL,
      repeats: true,
    }),
    command(
      `tile.swap.${way}`,
      text.commands.swap(way),
      `Shift+${ARROWS[way]}`,
      (context) => swapNext(context, way),
      ON_WALL,
    ),
  ]),
  command("tile.full", text.commands.full, "F", toggleFull, ON_WALL),
  command("tile.empty", text.commands.empty, "Delete", ({ model }) => model.actions.assign(null), ON_WALL),
];
