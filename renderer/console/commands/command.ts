import type { MapAct } from "../../map/mapAct.ts";
import type { Playback } from "../../playback/playback.ts";
import type { ScreenName } from "../../state/stores.ts";
import type { WindowModel } from "../../state/windowModel.ts";

/** What a command may do beyond the model: the parts of the console that open and close. */
export interface CommandContext {
  readonly model: WindowModel;
  /** Null in a display's window, which plays nothing back. */
  readonly playback: Playback | null;
  /** Whether there was something to do; false while the map is not shown. */
  readonly actOnMap: (act: MapAct) => boolean;
  readonly focusSearch: () => void;
  readonly openKeySheet: () => void;
  readonly openPalette: () => void;
  readonly openPurpose: () => void;
  readonly openViews: () => void;
  readonly openLayoutEditor: () => void;
  readonly openDisplays: () => void;
  readonly openSequence: () => void;
  /** Keeps the picture of the selected tile. */
  readonly takeSnapshot: () => void;
}

/** What keys are about, in the order of the key sheet; its words are `text.topics`. */
export const TOPICS = [
  "camera",
  "tile",
  "wall",
  "playback",
  "map",
  "incident",
  "evidence",
  "screen",
  "station",
] as const;
export type Topic = (typeof TOPICS)[number];
/** `topic.name`; kept with an assigned button, so that it outlives a change of words. */
export type CommandId = `${Topic}.${string}`;

export interface Command {
  readonly id: CommandId;
  readonly topic: Topic;
  readonly name: string;
  /** As {@link matchesChord} reads it; null for a command without a key. */
  readonly chord: string | null;
  /** The screens where it means something; null: all of them. */
  readonly screens: readonly ScreenName[] | null;
  /** Whether a held key does it again and again: for moving, not for what acts. */
  readonly repeats: boolean;
  run(context: CommandContext): void;
}

type Options = Partial<Pick<Command, "screens" | "repeats">>;

/** One line of the command table: keys, palette, menus, key sheet and game controllers all read it. */
export function command(
  id: CommandId,
  name: string,
  chord: string | null,
  run: Command["run"],
  { screens = null, repeats = false }: Options = {},
): Command {
  const topic = TOPICS.find((each) => id.startsWith(`${each}.`)) ?? "station";
  return { id, topic, name, chord, screens, repeats, run };
}

/** Whether a command means something on a screen. */
export function isOnScreen({ screens }: Pick<Command, "screens">, screen: ScreenName): boolean {
  return screens === null || screens.includes(screen);
}
