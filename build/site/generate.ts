import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawCityMap } from "./cityMap.ts";
import { INCIDENTS, OPERATORS, SITE_FACTS } from "./people.ts";
import { describeSite } from "./siteData.ts";

/**
 * Writes the training site: `node build/site/generate.ts` the data, the same bytes at each run.
 */

const SITE_DIR = join(import.meta.dirname, "../../assets/site");

function writeList(name: string, entries: readonly object[]): void {
  const lines = entries.map((entry) => `  ${JSON.stringify(entry)}`).join(",\n");
  writeFileSync(join(SITE_DIR, name), `[\n${lines}\n]\n`);
}

function writeData(): void {
  mkdirSync(SITE_DIR, { recursive: true });
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

writeData();
