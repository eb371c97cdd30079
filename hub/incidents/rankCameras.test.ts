import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SITE_DIR, startTestHub } from "../test/startTestHub.ts";
import { MILL_STREET } from "../test/testStation.ts";

const CITY_OF = 50_000;
const ROUNDS = 20;
/** The design's bound, from the incident chosen to its cameras in their rank. */
const RANKED_WITHIN_MS = 200;
const LIMIT_MS = 180_000;

/** The training site among so many other cameras that are only on the map, none of them near. */
function writeLargeSite(): string {
  const dir = mkdtempSync(join(tmpdir(), "glasshouse-large-"));
  for (const name of ["site", "owners", "terms", "incidents", "operators"])
    copyFileSync(join(SITE_DIR, `${name}.json`), join(dir, `${name}.json`));
  symlinkSync(join(SITE_DIR, "clips"), join(dir, "clips"));
  const known: { ownerId: string }[] = JSON.parse(readFileSync(join(SITE_DIR, "cameras.json"), "utf8"));
  const others = Array.from({ length: CITY_OF - known.length }, (_, n) => ({
    ...{ id: `far-${n}`, number: String(100_000 + n), name: `Camera ${n}`, ownerId: known[0]?.ownerId, tags: [] },
    position: {
      lat: 41.06 + ((n * 7_919) % 10_000) / 40_000,
      lng: -68.5 + ((n * 104_729) % 10_000) / 40_000,
      accuracyM: 5,
    },
    place: { street: "Far St", area: "Far" },
    can: { live: false, recorded: false, ptz: false, audio: false },
  }));
  writeFileSync(join(dir, "cameras.json"), JSON.stringify([...known, ...others]));
  writeFileSync(join(dir, "city.geojson"), JSON.stringify({ type: "FeatureCollection", features: [] }));
  return dir;
}

test(
  "seventeen cameras near an incident are ranked out of 50 000 within its time",
  async () => {
    const siteDir = writeLargeSite();
    const house = await startTestHub({ siteDir });
    const analyst = await house.station("analyst");
    const took: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const startMs = performance.now();
      const { answer } = await analyst.call("incidentCameras", undefined, MILL_STREET);
      took.push(performance.now() - startMs);
      expect(answer.cameras).toHaveLength(17);
    }
    took.sort((a, b) => a - b);
    process.stdout.write(`rankMs p50 ${took[ROUNDS / 2]?.toFixed(0)} p95 ${took[ROUNDS - 2]?.toFixed(0)}\n`);
    // The median: a machine that does other things too has its own worst moments.
    expect(took[ROUNDS / 2]).toBeLessThanOrEqual(RANKED_WITHIN_MS);
    await house.close();
    rmSync(siteDir, { recursive: true, force: true });
  },
  LIMIT_MS,
);
