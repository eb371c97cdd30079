import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const RENDERER = join(import.meta.dirname, "../renderer");
const SHEETS = readdirSync(RENDERER, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".css"));
const TOKENS = readFileSync(join(RENDERER, "ui/tokens.css"), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");

/** Custom properties that hold a plain colour, of the first block whose selector begins so. */
function readColours(selector: string): Record<string, string> {
  const start = TOKENS.indexOf(selector);
  const block = TOKENS.slice(start, TOKENS.indexOf("}", start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6})\s*;/gi)].map(([, name, hex]) => [name, hex]),
  );
}

const THEMES = { dark: readColours(":root,"), light: readColours(':root[data-theme="light"]') };
const SURFACES = ["ground", "surface", "raised", "hover"];
const STATES = ["live", "delayed", "frozen", "offline", "refused", "revoked", "recorded"];

type Rgb = readonly [number, number, number];

/** Linear light of `#rgb` or `#rrggbb`, each 0 to 1 (sRGB). */
function readLight(hex: string | undefined): Rgb {
  const digits = (hex ?? "").slice(1);
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits;
  const at = (index: number) => {
    const value = Number.parseInt(long.slice(index * 2, index * 2 + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [at(0), at(1), at(2)];
}

/** Contrast as WCAG 2 defines it. */
function contrast(a: string | undefined, b: string | undefined): number {
  const [light, dark] = [a, b]
    .map((hex) => readLight(hex))
    .map(([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue)
    .sort((one, other) => other - one);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** How complete colour-blindness changes linear light: Machado, Oliveira and Fernandes 2009, severity 1. */
const EYES: Record<string, readonly Rgb[]> = {
  "full sight": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const mix = (row: Rgb, [red, green, blue]: Rgb) => row[0] * red + row[1] * green + row[2] * blue;
const apply = (rows: readonly Rgb[], light: Rgb): Rgb => {
  const [red, green, blue] = rows.map((row) => mix(row, light));
  return [red ?? 0, green ?? 0, blue ?? 0];
};

/** Oklab (Ottosson 2020), in which equal distances look about equally far; 0.02 is just seen. */
function toOklab(light: Rgb): Rgb {
  const cones = apply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    light,
  ).map((value) => Math.cbrt(Math.max(0, value)));
  return apply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [cones[0] ?? 0, cones[1] ?? 0, cones[2] ?? 0],
  );
}

function distance(a: string | undefined, b: string | undefined, eye: readonly Rgb[]): number {
  const see = (hex: string | undefined) => {
    const [red, green, blue] = apply(eye, readLight(hex)).map((value) => Math.min(1, Math.max(0, value)));
    return toOklab([red ?? 0, green ?? 0, blue ?? 0]);
  };
  const [one, other] = [see(a), see(b)];
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

/** Three just noticeable differences; shape and word tell states apart without any. Our choice. */
const LEAST_DISTANCE = 0.06;
const LEAST_CONTRAST = 4.5;

describe.each(Object.entries(THEMES))("the %s theme", (_theme, colours) => {
  const readable = ["text", "text-quiet", "text-faint", "accent", "danger", ...STATES, "pending"];
  it.each(readable)("lets %s be read on every surface", (name) => {
    for (const surface of SURFACES) {
      expect(contrast(colours[name], colours[surface]), surface).toBeGreaterThanOrEqual(LEAST_CONTRAST);
    }
  });

  it.each([
    ["on-accent", "accent"],
    ["on-accent", "accent-hover"],
    ["text", "accent-ground"],
    ["accent", "accent-ground"],
    ["text", "hover-strong"],
    ["danger", "danger-ground"],
    ["warning-text", "warning-ground"],
    ["on-pending", "pending"],
  ])("lets %s be read on %s", (ink, ground) => {
    expect(contrast(colours[ink], colours[ground])).toBeGreaterThanOrEqual(LEAST_CONTRAST);
  });

  it.each(Object.entries(EYES))("keeps states apart for %s", (_eye, eye) => {
    const near = STATES.flatMap((one, index) =>
      STATES.slice(index + 1).flatMap((other) => {
        const apart = distance(colours[one], colours[other], eye);
        return apart < LEAST_DISTANCE ? [`${one} and ${other}: ${apart.toFixed(3)}`] : [];
      }),
    );
    expect(near).toEqual([]);
  });
});

describe("style sheets", () => {
  it("of both themes decide the same colours", () => {
    expect(Object.keys(THEMES.light).sort()).toEqual(Object.keys(THEMES.dark).sort());
  });

  it.each(["live", "delayed", "frozen", "offline", "refused", "revoked", "recorded", "text-quiet"])(
    "let %s be read on the black of a tile",
    (name) => expect(contrast(THEMES.dark[name], "#000")).toBeGreaterThanOrEqual(LEAST_CONTRAST),
  );

  it.each(SHEETS)("decide no colour in %s", (name) => {
    if (name.endsWith("tokens.css")) return;
    const sheet = readFileSync(join(RENDERER, name), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
    expect(sheet.match(/#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|oklch|oklab|hwb)\(|:\s*(black|white)\b/gi) ?? []).toEqual([]);
  });
});
