import { z } from "zod";
import { Id, Label } from "./primitives.ts";
import { DisplayNumber, MAX_DISPLAYS } from "./wall.ts";

/** Monitors of one station at most. Our choice: twice its displays, for those that are free. */
export const MAX_SCREENS = 32;

/** A monitor as the shell sees it, device-independent pixels. `screenId` holds while it stands and is set as it is. */
export const ScreenInfo = z.strictObject({
  screenId: Id,
  label: Label,
  leftPx: z.int(),
  topPx: z.int(),
  widthPx: z.int().min(1),
  heightPx: z.int().min(1),
  scale: z.number().min(0.25).max(8),
  isPrimary: z.boolean(),
  isInternal: z.boolean(),
});
export type ScreenInfo = z.infer<typeof ScreenInfo>;

/**
 * `closed`: no window is wanted. `shown`: its window is on a screen. `no-screen`: its monitor is not there; it is
 * kept, and offered another. `stopped`: its window died too often and is left alone until somebody opens it.
 */
export const PLACE_STATES = ["closed", "shown", "no-screen", "stopped"] as const;

/** Where a display's window is. */
export const DisplayPlace = z.strictObject({
  display: DisplayNumber,
  state: z.enum(PLACE_STATES),
  /** The screen it is on; null unless shown. */
  screenId: Id.nullable(),
  /** False where it shares a screen with the console. */
  isFullScreen: z.boolean(),
  /** The monitor it belongs on, as last seen; null before it had one. */
  home: z.strictObject({ label: Label, widthPx: z.int().min(1), heightPx: z.int().min(1) }).nullable(),
});
export type DisplayPlace = z.infer<typeof DisplayPlace>;

export const Screens = z.strictObject({
  /** False where no shell can place windows: the operator then opens them by hand. */
  canPlace: z.boolean(),
  screens: z.array(ScreenInfo).max(MAX_SCREENS),
  /** The screen the console is on; null where that is not known. */
  consoleScreenId: Id.nullable(),
  places: z.array(DisplayPlace).max(MAX_DISPLAYS),
});
export type Screens = z.infer<typeof Screens>;

/**
 * What has become of a window that nobody asked to go. `closed`: it was closed twice in a row, which is taken for a
 * wish. `silent`: it had stopped answering. `failing`: it has died too often.
 */
export const WINDOW_NEWS = ["reopened", "closed", "crashed", "silent", "failing"] as const;
export const WindowNews = z.strictObject({
  /** Null: the console. */
  display: DisplayNumber.nullable(),
  news: z.enum(WINDOW_NEWS),
});
export type WindowNews = z.infer<typeof WindowNews>;
