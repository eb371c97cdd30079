import type { WindowModel } from "../../state/windowModel.ts";
import { stationWords } from "../../ui/stationWords.ts";
import { type Command, command } from "./command.ts";

/** Presets of the arranged display with a digit: Ctrl+Shift+1 to Ctrl+Shift+9, in the order they were kept. */
const DIGIT_PRESETS = 9;

/** One command for each preset that is kept for the arranged display. */
export function listPresetCommands({ stores }: WindowModel): Command[] {
  const { display } = stores.selection.getState();
  const own = stores.stations.getState().presets.filter((preset) => preset.display === display);
  return own.map(({ presetId, view }, index) => {
    const chord = index < DIGIT_PRESETS ? `Ctrl+Shift+${index + 1}` : null;
    const name = stationWords.ownPreset(display, view.name);
    return command(`wall.preset.${presetId}`, name, chord, ({ model }) => model.actions.showPreset(presetId));
  });
}
