import type { MapAct } from "../../map/mapAct.ts";
import { mapWords } from "../../ui/mapWords.ts";
import { type Command, command } from "./command.ts";

const words = mapWords.commands;
const MAP_KEYS: readonly (readonly [MapAct, string, string | null])[] = [
  ["ArrowLeft", words.next("left"), "ArrowLeft"],
  ["ArrowRight", words.next("right"), "ArrowRight"],
  ["ArrowUp", words.next("up"), "ArrowUp"],
  ["ArrowDown", words.next("down"), "ArrowDown"],
  ["open", words.open, "Enter"],
  ["preview", words.preview, " "],
  ["wider", words.wider, "+"],
  ["closer", words.closer, "-"],
  ["city", words.city, "Home"],
  ["incident", words.incident, "G"],
  ["layers", words.layers, "L"],
  ["circle", words.circle, "C"],
  ["polygon", words.polygon, "P"],
  ["openShape", words.openShape, "Shift+Enter"],
];

/** Acts that are done again while their key is held: moving and sizing. */
const REPEATED = /^(Arrow|wider|closer)/;

/** What is done on the map. */
export const mapCommands: readonly Command[] = MAP_KEYS.map(([act, name, chord]) =>
  command(`map.${act}`, name, chord, ({ actOnMap }) => void actOnMap(act), {
    screens: ["map"],
    repeats: REPEATED.test(act),
  }),
);
