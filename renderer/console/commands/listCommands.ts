import type { WindowModel } from "../../state/windowModel.ts";
import { playbackWords } from "../../ui/playbackWords.ts";
import { stationWords } from "../../ui/stationWords.ts";
import { text } from "../../ui/text.ts";
import { tileWords } from "../../ui/tileWords.ts";
import { formatChord } from "../chords.ts";
import { cameraCommands } from "./cameraCommands.ts";
import type { Command, Topic } from "./command.ts";
import { displayCommands } from "./displayCommands.ts";
import { incidentCommands } from "./incidentCommands.ts";
import { mapCommands } from "./mapCommands.ts";
import { playbackCommands } from "./playbackCommands.ts";
import { listPresetCommands } from "./presetCommands.ts";
import { screenCommands, stationCommands } from "./stationCommands.ts";
import { listMoveCommands, tileCommands } from "./tileCommands.ts";
import { trainingCommands } from "./trainingCommands.ts";
import { listViewCommands, wallCommands } from "./wallCommands.ts";

/** Every command of the console but those of saved views, with its key. Digits are typed, see digitBuffer.ts. */
export const COMMANDS: readonly Command[] = [
  ...cameraCommands,
  ...tileCommands,
  ...wallCommands,
  ...displayCommands,
  ...mapCommands,
  ...playbackCommands,
  ...incidentCommands,
  ...trainingCommands,
  ...screenCommands,
  ...stationCommands,
];

/** Every command of this moment: those of the table, one for each saved view, preset and other display. */
export function listCommands(model: WindowModel): Command[] {
  return [...COMMANDS, ...listViewCommands(model), ...listPresetCommands(model), ...listMoveCommands(model)];
}

interface TypedKeys {
  readonly topic: Topic;
  readonly name: string;
  readonly keys: string;
}

/** Keys that are typed rather than pressed, for the key sheet. */
export const TYPED_KEYS: readonly TypedKeys[] = [
  { topic: "camera", name: text.commands.typeCamera, keys: "211 Enter" },
  { topic: "camera", name: tileWords.commands.choose, keys: formatChord("Ctrl+Space") },
  { topic: "tile", name: tileWords.commands.dropSequence, keys: formatChord("Shift+Drag") },
  { topic: "tile", name: text.commands.typeTile, keys: "T 4 Enter" },
  { topic: "playback", name: playbackWords.typeCamera, keys: "211 Enter" },
  { topic: "wall", name: text.commands.typeDisplay, keys: "D 2 Enter" },
  { topic: "wall", name: text.commands.typeView, keys: formatChord("Alt+1") },
  { topic: "wall", name: stationWords.presetKeys, keys: formatChord("Ctrl+Shift+1") },
];
