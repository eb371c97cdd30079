import { findLayout } from "../../../contract/layouts.ts";
import type { SequenceAct } from "../../../contract/tileCalls.ts";
import { listShownTiles } from "../../consent/displayTiles.ts";
import { findShownKey } from "../../consent/keyTiles.ts";
import { findDisplay } from "../../state/actions.ts";
import type { WindowModel } from "../../state/windowModel.ts";
import { NO_ZOOM, panZoom, WHOLE_TILE, type Zoom, zoomAt } from "../../state/zoom.ts";
import { replayWords } from "../../ui/replayWords.ts";
import { text } from "../../ui/text.ts";
import { tileWords } from "../../ui/tileWords.ts";
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

/** The key under which the selected tile's picture is drawn; null where there is none. */
function findSelectedKey({ stores }: WindowModel): string | null {
  const display = findDisplay(stores);
  const { tile } = stores.selection.getState();
  return display === null ? null : findShownKey(listShownTiles(display), tile);
}

function zoomSelected({ model }: CommandContext, change: (before: Zoom) => Zoom): void {
  const key = findSelectedKey(model);
  if (key !== null) model.actions.zoom(key, change);
}

const ZOOM_STEP = 1.5;
/** A press pans by this share of the tile. */
const PAN_STEP = 0.15;
const MIDDLE = { x: 0.5, y: 0.5 };
const PANS: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [PAN_STEP, 0],
  right: [-PAN_STEP, 0],
  up: [0, PAN_STEP],
  down: [0, -PAN_STEP],
};

/** Says what there is not, where an act found nothing to act on. */
function tellIfNothing({ notices }: WindowModel, isDone: boolean, words: string): void {
  if (!isDone) notices.tell(words);
}

/** Nobody changes a wall they cannot see. */
const ON_WALL = { screens: ["wall"] } as const;

const pinCommands: readonly Command[] = [
  command(
    "tile.pin",
    tileWords.commands.pin,
    "P",
    ({ model }) => tellIfNothing(model, model.actions.togglePin(), tileWords.nothingToPin),
    ON_WALL,
  ),
  command(
    "tile.pinAll",
    tileWords.commands.pinAll,
    "Shift+P",
    ({ model }) => tellIfNothing(model, model.actions.togglePins(), tileWords.nothingToPin),
    ON_WALL,
  ),
  command("tile.hotspot", tileWords.commands.hotspot, "H", ({ model }) => model.actions.toggleHotspot(), ON_WALL),
];

function steerBy(act: SequenceAct | "toggle"): Command["run"] {
  return ({ model }) => tellIfNothing(model, model.actions.steer(act), tileWords.noSequence);
}

const sequenceCommands: readonly Command[] = [
  command("tile.sequence", tileWords.commands.sequence, "Q", (context) => context.openSequence(), ON_WALL),
  command("tile.pauseSequence", tileWords.commands.pauseSequence, "Shift+Q", steerBy("toggle"), ON_WALL),
  command("tile.forward", tileWords.commands.forward, "PageDown", steerBy("forward"), ON_WALL),
  command("tile.back", tileWords.commands.back, "PageUp", steerBy("back"), ON_WALL),
  command(
    "tile.unpack",
    tileWords.commands.unpack,
    "U",
    ({ model }) => tellIfNothing(model, model.actions.unpack(), tileWords.noSequence),
    ON_WALL,
  ),
];

const REPEATED_ON_WALL = { ...ON_WALL, repeats: true } as const;
const zoomCommands: readonly Command[] = [
  command(
    "tile.zoomIn",
    tileWords.commands.zoomIn,
    "Plus",
    (context) => zoomSelected(context, (before) => zoomAt(before, ZOOM_STEP, MIDDLE, WHOLE_TILE)),
    REPEATED_ON_WALL,
  ),
  command(
    "tile.zoomOut",
    tileWords.commands.zoomOut,
    "-",
    (context) => zoomSelected(context, (before) => zoomAt(before, 1 / ZOOM_STEP, MIDDLE, WHOLE_TILE)),
    REPEATED_ON_WALL,
  ),
  command(
    "tile.wholePicture",
    tileWords.commands.wholePicture,
    "Z",
    (context) => zoomSelected(context, () => NO_ZOOM),
    ON_WALL,
  ),
  ...DIRECTIONS.map((way) =>
    command(
      `tile.pan.${way}`,
      tileWords.commands.pan(way),
      `Ctrl+${ARROWS[way]}`,
      (context) => zoomSelected(context, (before) => panZoom(before, ...PANS[way], WHOLE_TILE)),
      REPEATED_ON_WALL,
    ),
  ),
];

const replayCommands: readonly Command[] = [
  command(
    "playback.replay",
    replayWords.commands.replay,
    "R",
    ({ model }) => tellIfNothing(model, model.actions.replay(), replayWords.nothing),
    ON_WALL,
  ),
  command(
    "playback.endReplay",
    replayWords.commands.live,
    "L",
    ({ model }) => tellIfNothing(model, model.actions.endReplay(), replayWords.notReplaying),
    ON_WALL,
  ),
];

/** One command for each other display of this moment. */
export function listMoveCommands({ stores }: WindowModel): Command[] {
  const here = stores.selection.getState().display;
  const others = stores.wall.getState().wall?.displays.filter(({ display }) => display !== here) ?? [];
  return others.map(({ display }) =>
    command(
      `tile.moveTo.${display}`,
      tileWords.moveTo(display),
      null,
      ({ model }) => tellIfNothing(model, model.actions.moveToDisplay(display), tileWords.nothingToMove),
      ON_WALL,
    ),
  );
}

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
  command("tile.snapshot", tileWords.commands.snapshot, "S", (context) => context.takeSnapshot(), ON_WALL),
  ...pinCommands,
  ...replayCommands,
  ...sequenceCommands,
  ...zoomCommands,
];
