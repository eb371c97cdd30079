import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Bench, BenchPart } from "./benchPart.ts";
import { cadPart } from "./cad.ts";
import { churnPart } from "./churn.ts";
import { clipsPart } from "./clips.ts";
import { hiddenPart, hlsPart } from "./live.ts";
import { keysPart } from "./measureKeys.ts";
import { mapPart } from "./measureMap.ts";
import { openWallPart } from "./openWall.ts";
import { playbackPart } from "./playback.ts";
import { recorderPart } from "./recorder.ts";
import { tiles64Part } from "./tiles64.ts";
import { timelinePart } from "./timeline.ts";
import { trustPart } from "./trust.ts";
import { peersPart, wall16Part, wall36Part } from "./walls.ts";

/**
 * Measures the built program in headless Chromium at 1920×1080, each wall in a browser of its own, in turn with its
 * peers on the same streams. Ratios compare browser process trees; desk and hub are reported apart.
 */
const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "string" },
    only: { type: "string" },
  },
});

const PARTS: readonly BenchPart[] = [
  wall16Part,
  wall36Part,
  tiles64Part,
  hlsPart,
  hiddenPart,
  peersPart,
  keysPart,
  trustPart,
  cadPart,
  playbackPart,
  clipsPart,
  mapPart,
  timelinePart,
  openWallPart,
  churnPart,
  recorderPart,
];

const figures = new Map<string, number>();
const bench: Bench = {
  isQuick: flags.quick,
  siteDir: join(tmpdir(), "glasshouse-bench-site"),
  note(name, value) {
    figures.set(name, value);
    process.stdout.write(`${name.padEnd(36)} ${Number.isInteger(value) ? value : value.toFixed(4)}\n`);
  },
};

const names = [...new Set(PARTS.map(({ name }) => name))];
if (flags.only !== undefined && !names.includes(flags.only)) {
  process.stderr.write(`There is no part ${flags.only}. The parts are ${names.join(", ")}.\n`);
  process.exit(1);
}
for (const part of PARTS) {
  if (flags.only === undefined ? part.isExtra !== true : part.name === flags.only) await part.run(bench);
}
if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(Object.fromEntries(figures), null, 2)}\n`);
