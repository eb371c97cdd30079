import { hasRight } from "../../state/mirrorDesk.ts";
import { mapWords } from "../../ui/mapWords.ts";
import { playbackWords } from "../../ui/playbackWords.ts";
import { settingsWords } from "../../ui/settingsWords.ts";
import { stationWords } from "../../ui/stationWords.ts";
import { text } from "../../ui/text.ts";
import { trainingWords } from "../../ui/trainingWords.ts";
import { printPage } from "../printPage.ts";
import { type Command, type CommandContext, command } from "./command.ts";

function goBack({ model, actOnMap, playback }: CommandContext): void {
  const { fullTile, screen } = model.stores.selection.getState();
  if (fullTile !== null) model.actions.select({ fullTile: null });
  else if (screen === "map" && actOnMap("back")) return;
  else if (screen === "playback" && playback?.leaveFull() === true) return;
  else if (screen !== "wall") model.actions.select({ screen: "wall" });
}

/** Going to the screens. */
export const screenCommands: readonly Command[] = [
  command("screen.wall", text.commands.goToWall, null, ({ model }) => model.actions.select({ screen: "wall" })),
  command("screen.map", mapWords.commands.goTo, null, ({ model }) => model.actions.select({ screen: "map" })),
  command("screen.incidents", text.commands.goToIncidents, null, ({ model }) =>
    model.actions.select({ screen: "incidents" }),
  ),
  command("screen.playback", playbackWords.commands.goTo, null, ({ model }) =>
    model.actions.select({ screen: "playback" }),
  ),
  command("screen.stations", stationWords.goTo, null, ({ model }) => {
    if (hasRight(model.stores.session.getState().session, "see-stations")) model.actions.select({ screen: "stations" });
  }),
  command("screen.training", trainingWords.goTo, null, ({ model }) => {
    if (hasRight(model.stores.session.getState().session, "run-training")) model.actions.select({ screen: "training" });
  }),
  command("screen.settings", settingsWords.goTo, "Ctrl+,", ({ model }) => model.actions.select({ screen: "settings" })),
  command("screen.back", text.commands.back, "Escape", goBack),
];

/** The station, and help. */
export const stationCommands: readonly Command[] = [
  command("station.lock", text.commands.lock, "Ctrl+L", ({ model }) => model.actions.lock()),
  command("station.signOut", text.signOut, null, ({ model }) => model.actions.signOut()),
  command("station.palette", text.commands.showAll, "Ctrl+K", (context) => context.openPalette()),
  command("station.print", text.commands.printKeys, "Ctrl+P", (context) => {
    context.openKeySheet();
    printPage();
  }),
  command("station.keys", text.commands.showKeys, "?", (context) => context.openKeySheet()),
];
