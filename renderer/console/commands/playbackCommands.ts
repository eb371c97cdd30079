import { findDisplay } from "../../state/actions.ts";
import { playbackWords } from "../../ui/playbackWords.ts";
import { tileWords } from "../../ui/tileWords.ts";
import { type Command, type CommandContext, command } from "./command.ts";
import { withIncident } from "./incidentCommands.ts";

const words = playbackWords.commands;
const SECONDS_MS = 5_000;
const MINUTE_MS = 60_000;
const ZOOM_STEP = 1.6;

const ON_PLAYBACK = { screens: ["playback"] } as const;
const REPEATED = { ...ON_PLAYBACK, repeats: true } as const;

/** The camera of the selected tile, a little before now; the other tiles of the wall stay live. */
function playFromHere({ model, playback }: CommandContext): void {
  const { tile } = model.stores.selection.getState();
  const cameraId = findDisplay(model.stores)?.tiles[tile - 1] ?? null;
  if (cameraId === null) model.notices.tell(tileWords.nothingToFind);
  else playback?.openFromNow(cameraId);
}

const openingCommands: readonly Command[] = [
  command("playback.incident", words.incident, "Shift+O", (context) =>
    withIncident(context, (incidentId) => void context.playback?.openIncident(incidentId)),
  ),
  command("playback.fromHere", words.fromHere, "Shift+R", playFromHere, { screens: ["wall"] }),
  command("playback.live", words.live, "L", ({ playback }) => playback?.goLive(), ON_PLAYBACK),
];

const paceCommands: readonly Command[] = [
  command("playback.toggle", words.toggle, " ", ({ playback }) => playback?.toggle(), ON_PLAYBACK),
  command("playback.back", words.back, ",", ({ playback }) => playback?.step(-1), REPEATED),
  command("playback.forward", words.forward, ".", ({ playback }) => playback?.step(1), REPEATED),
  command("playback.slower", words.slower, "J", ({ playback }) => playback?.stepPace(-1), ON_PLAYBACK),
  command("playback.stop", words.stop, "K", ({ playback }) => playback?.stop(), ON_PLAYBACK),
  command("playback.faster", words.faster, "X", ({ playback }) => playback?.stepPace(1), ON_PLAYBACK),
];

const jumpCommands: readonly Command[] = [
  command("playback.secondsBack", words.secondsBack, "ArrowLeft", nudge(-SECONDS_MS), REPEATED),
  command("playback.secondsForward", words.secondsForward, "ArrowRight", nudge(SECONDS_MS), REPEATED),
  command("playback.minuteBack", words.minuteBack, "Shift+ArrowLeft", nudge(-MINUTE_MS), REPEATED),
  command("playback.minuteForward", words.minuteForward, "Shift+ArrowRight", nudge(MINUTE_MS), REPEATED),
  command("playback.start", words.start, "Home", ({ playback }) => playback?.goToStart(), ON_PLAYBACK),
  command("playback.end", words.end, "End", ({ playback }) => playback?.goToEnd(), ON_PLAYBACK),
  command("playback.time", words.time, "G", ({ playback }) => playback?.beginGoTo(), ON_PLAYBACK),
];

function nudge(byMs: number): Command["run"] {
  return ({ playback }) => playback?.nudge(byMs);
}

const markCommands: readonly Command[] = [
  command("playback.in", words.setIn, "[", ({ playback }) => playback?.setIn(), ON_PLAYBACK),
  command("playback.out", words.setOut, "]", ({ playback }) => playback?.setOut(), ON_PLAYBACK),
  command("playback.clearSpan", words.clearSpan, "Shift+Delete", ({ playback }) => playback?.clearSpan(), ON_PLAYBACK),
  command("playback.marker", words.marker, "B", ({ playback }) => playback?.beginMarker(), ON_PLAYBACK),
  command("playback.earlier", words.earlierMarker, "PageUp", ({ playback }) => playback?.goToMarker(-1), ON_PLAYBACK),
  command("playback.later", words.laterMarker, "PageDown", ({ playback }) => playback?.goToMarker(1), ON_PLAYBACK),
];

const cameraCommands: readonly Command[] = [
  command("playback.previous", words.previousCamera, "ArrowUp", ({ playback }) => playback?.selectNext(-1), REPEATED),
  command("playback.next", words.nextCamera, "ArrowDown", ({ playback }) => playback?.selectNext(1), REPEATED),
  command("playback.full", words.fullCamera, "F", ({ playback }) => playback?.toggleFull(), ON_PLAYBACK),
  command(
    "playback.remove",
    words.removeCamera,
    "Delete",
    ({ playback }) => {
      const selectedId = playback?.store.getState().selectedId ?? null;
      if (selectedId !== null) playback?.remove(selectedId);
    },
    ON_PLAYBACK,
  ),
];

const timelineCommands: readonly Command[] = [
  command("playback.closer", words.closer, "Plus", ({ playback }) => playback?.zoom(ZOOM_STEP), REPEATED),
  command("playback.wider", words.wider, "-", ({ playback }) => playback?.zoom(1 / ZOOM_STEP), REPEATED),
  command("playback.whole", words.whole, "Z", ({ playback }) => playback?.showWhole(), ON_PLAYBACK),
];

/** What is done with recorded pictures. */
export const playbackCommands: readonly Command[] = [
  ...openingCommands,
  ...paceCommands,
  ...jumpCommands,
  ...markCommands,
  ...cameraCommands,
  ...timelineCommands,
];
