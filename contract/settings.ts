import { z } from "zod";

/**
 * Comfort of one operator, and of one station. To add a setting: a field here with its default, a row on the settings
 * screen. A file without the field gets the default, so nothing has to be migrated.
 */

export const THEMES = ["dark", "light", "system"] as const;
export type Theme = (typeof THEMES)[number];
export const MIN_TEXT_PERCENT = 100;
/** Everything fits at 1280×800 up to this (checked end to end). */
export const MAX_TEXT_PERCENT = 150;
export const TEXT_STEP_PERCENT = 10;

/** Goes with the operator, because eyes and habits do: kept at this station for each who signs in. */
export const PersonalSettings = z.strictObject({
  /** Per cent of the size the screen would have anyway. */
  textPercent: z.int().min(MIN_TEXT_PERCENT).max(MAX_TEXT_PERCENT),
  theme: z.enum(THEMES),
  /** `system` moves unless the operating system is told otherwise. */
  motion: z.enum(["system", "reduced"]),
  clockHours: z.literal([12, 24]),
});
export type PersonalSettings = z.infer<typeof PersonalSettings>;

export const DEFAULT_PERSONAL: PersonalSettings = { textPercent: 100, theme: "dark", motion: "system", clockHours: 24 };

/** Buttons (`b0` …) and directions of axes (`a0-`, `a0+` …) of a game controller, as the Gamepad API numbers them. */
export const ControlId = z.string().regex(/^(b([0-9]|[1-5][0-9]|6[0-3])|a([0-9]|1[0-5])[+-])$/);
export const MAX_ASSIGNMENTS = 96;

/** Stays with the station, because loudspeakers and joysticks do: a room agreed on them, and their keys are labelled. */
export const StationSettings = z.strictObject({
  soundPercent: z.int().min(0).max(100),
  isMuted: z.boolean(),
  /** What differs from the usual use of a controller; a null command: nothing. */
  controls: z
    .array(
      z.strictObject({
        control: ControlId,
        commandId: z
          .string()
          .regex(/^[a-z]+\.[A-Za-z0-9._:+-]{1,80}$/)
          .nullable(),
      }),
    )
    .max(MAX_ASSIGNMENTS),
});
export type StationSettings = z.infer<typeof StationSettings>;

export const DEFAULT_STATION: StationSettings = { soundPercent: 60, isMuted: false, controls: [] };

export const Settings = z.strictObject({
  /** Of the operator signed in; before that, of the last one, so that the sign-in page does not dazzle. */
  personal: PersonalSettings,
  station: StationSettings,
  /** Name of the file in the data folder to which settings that could not be read were moved; null where all is well. */
  keptAside: z.string().max(200).nullable(),
});
export type Settings = z.infer<typeof Settings>;

/** What changes; the rest stays. */
export const SettingsChange = z.strictObject({
  personal: PersonalSettings.partial().optional(),
  station: StationSettings.partial().optional(),
});
export type SettingsChange = z.infer<typeof SettingsChange>;

/** A whole group of settings, with what was chosen over it; a field that is there but undefined was not chosen. */
export function withChosen<T extends PersonalSettings | StationSettings>(
  whole: T,
  chosen: { readonly [K in keyof T]?: T[K] | undefined } = {},
): T {
  return { ...whole, ...Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined)) };
}
