import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawCityMap } from "./cityMap.ts";
import { encodeScene } from "./encodeClip.ts";
import { INCIDENTS, OPERATORS, SITE_FACTS } from "./people.ts";
import { SCENES } from "./scenes/all.ts";
import { describeSite } from "./siteData.ts";

/**
 * Writes the training site, the same data at each run: `generate.ts` the lists and the map, `generate.ts lot-day` the
 * clips of one scene or more as well, `generate.ts all` those of every scene.
 */

const SITE_DIR = join(import.meta.dirname, "../../assets/site");
const CLIPS_DIR = join(SITE_DIR, "clips");

function writeList(name: string, entries: readonly object[]): void {
  const lines = entries.map((entry) => `  ${JSON.stringify(entry)}`).join(",\n");
  writeFileSync(join(SITE_DIR, name), `[\n${lines}\n]\n`);
}

function writeData(): void {
  const { owners, cameras, terms } = describeSite();
  writeFileSync(join(SITE_DIR, "site.json"), `${JSON.stringify(SITE_FACTS, null, 2)}\n`);
  writeList("owners.json", owners);
  writeList("cameras.json", cameras);
  writeList("terms.json", terms);
  writeList("incidents.json", INCIDENTS);
  writeList("operators.json", OPERATORS);
  const { type, features } = drawCityMap();
  const lines = features.map((feature) => JSON.stringify(feature)).join(",\n");
  writeFileSync(join(SITE_DIR, "city.geojson"), `{"type":"${type}","features":[\n${lines}\n]}\n`);
}

async function writeClips(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => name !== "all" && !SCENES.some((scene) => scene.name === name));
  if (unknown.length > 0) throw new Error(`There is no scene ${unknown.join(", ")}.`);
  for (const scene of SCENES) {
    if (!names.includes("all") && !names.includes(scene.name)) continue;
    await encodeScene(scene, CLIPS_DIR);
    process.stdout.write(`${scene.name}\n`);
  }
}

mkdirSync(CLIPS_DIR, { recursive: true });
writeData();
await writeClips(process.argv.slice(2));
