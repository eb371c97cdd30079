import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readAudit } from "../test/readAudit.ts";
import { startTestHub } from "../test/startTestHub.ts";
import { readEvents } from "../test/testEvents.ts";
import { deliver, TEST_FEEDS } from "../test/testFeed.ts";

const CALLS = 400;
const UPDATES_OF_ONE = 5;
const AT_ONCE = 8;
const PER_DELIVERY = 25;
const LIMIT_MS = 120_000;
/** Events are at most four a second; a slow machine takes a few seconds. */
const GATHER_MS = 250;

test(
  "a storm of updates is kept whole, each once, and told in a few events",
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "glasshouse-storm-"));
    writeFileSync(join(dataDir, "feeds.json"), JSON.stringify(TEST_FEEDS));
    const house = await startTestHub({ dataDir });
    const analyst = await house.station("analyst");
    const events = await readEvents(analyst);
    const updates = Array.from({ length: CALLS * UPDATES_OF_ONE }, (_, n) => ({
      ...{
        call: `storm-${n % CALLS}`,
        sequence: Math.floor(n / CALLS) + 1,
        title: `Update ${Math.floor(n / CALLS) + 1}`,
      },
    }));
    const startMs = performance.now();
    // Each delivery is sent twice, as by a sender that did not hear the first answer; those of one call stay in order.
    const senders = Array.from({ length: AT_ONCE }, async (_, sender) => {
      const mine = updates.filter((_update, n) => (n % CALLS) % AT_ONCE === sender);
      for (let from = 0; from < mine.length; from += PER_DELIVERY) {
        const part = mine.slice(from, from + PER_DELIVERY);
        await Promise.all([1, 2].map(() => deliver(house.url, part, house.clock.nowMs())));
      }
    });
    await Promise.all(senders);
    const tookMs = performance.now() - startMs;
    process.stdout.write(`stormUpdatesPerS ${Math.round((2 * updates.length * 1_000) / tookMs)}\n`);
    const written = readAudit(dataDir).entries.filter(({ incident }) => String(incident).startsWith("storm-"));
    expect(written).toHaveLength(updates.length);
    const { incidents } = (await analyst.call("incidents")).answer;
    const titles = incidents.filter(({ id }) => id.startsWith("storm-")).map(({ title }) => title);
    expect(titles).toEqual(Array.from({ length: CALLS }, () => `Update ${UPDATES_OF_ONE}`));
    const told = events.seen.filter(({ event }) => event.type === "incidents.changed").length;
    expect(told).toBeGreaterThan(0);
    expect(told).toBeLessThanOrEqual(tookMs / GATHER_MS + 2);
    events.close();
    await house.close();
    rmSync(dataDir, { recursive: true, force: true });
  },
  LIMIT_MS,
);
