import type { Colour } from "./paint.ts";
import { mix, scale } from "./paint.ts";

/** Time of day and weather, as the few numbers every drawn thing asks for. */
export interface Mood {
  readonly skyTop: Colour;
  readonly skyLow: Colour;
  /** What far things fade into. */
  readonly haze: Colour;
  readonly hazeM: number;
  /** Light on faces that look up, to the left and right, towards and away from the lens. */
  readonly light: { readonly up: number; readonly side: number; readonly front: number };
  readonly tint: Colour;
  readonly tintShare: number;
  /** Share of windows with a lamp on behind. */
  readonly litWindows: number;
  readonly hasLamps: boolean;
  readonly isWet: boolean;
  readonly shadow: number;
}

export const MOODS = {
  day: {
    skyTop: [104, 152, 204],
    skyLow: [214, 226, 234],
    haze: [204, 216, 226],
    hazeM: 480,
    light: { up: 1.14, side: 0.84, front: 1.08 },
    tint: [255, 244, 224],
    tintShare: 0.05,
    litWindows: 0.03,
    hasLamps: false,
    isWet: false,
    shadow: 0.3,
  },
  overcast: {
    skyTop: [150, 162, 174],
    skyLow: [206, 210, 212],
    haze: [196, 202, 206],
    hazeM: 300,
    light: { up: 0.98, side: 0.8, front: 0.9 },
    tint: [200, 212, 222],
    tintShare: 0.12,
    litWindows: 0.12,
    hasLamps: false,
    isWet: false,
    shadow: 0.16,
  },
  dusk: {
    skyTop: [52, 56, 104],
    skyLow: [244, 156, 98],
    haze: [190, 122, 110],
    hazeM: 260,
    light: { up: 0.7, side: 0.76, front: 0.58 },
    tint: [120, 76, 120],
    tintShare: 0.24,
    litWindows: 0.4,
    hasLamps: true,
    isWet: false,
    shadow: 0.24,
  },
  night: {
    skyTop: [8, 11, 22],
    skyLow: [32, 40, 62],
    haze: [26, 32, 50],
    hazeM: 130,
    light: { up: 0.48, side: 0.36, front: 0.42 },
    tint: [24, 32, 60],
    tintShare: 0.3,
    litWindows: 0.34,
    hasLamps: true,
    isWet: false,
    shadow: 0.3,
  },
  rain: {
    skyTop: [14, 18, 28],
    skyLow: [48, 56, 72],
    haze: [40, 48, 62],
    hazeM: 80,
    light: { up: 0.46, side: 0.38, front: 0.44 },
    tint: [34, 44, 64],
    tintShare: 0.34,
    litWindows: 0.42,
    hasLamps: true,
    isWet: true,
    shadow: 0.15,
  },
} as const satisfies Record<string, Mood>;

/** A colour under this mood's light, at a distance. */
export function colourIn(mood: Mood, colour: Colour, light: number, distanceM: number): Colour {
  const lit = mix(scale(colour, light), mood.tint, mood.tintShare * 0.5);
  return mix(lit, mood.haze, 1 - Math.exp(-distanceM / mood.hazeM));
}
