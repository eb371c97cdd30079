import { expect, test } from "vitest";
import { loadSite } from "../site/loadSite.ts";
import { createHandClock } from "../test/createHandClock.ts";
import { SITE_DIR, startTestHub } from "../test/startTestHub.ts";
import { planEvening } from "./planEvening.ts";

const { site } = loadSite(SITE_DIR);

test("an evening is the same for the same seed and another for another", () => {
  expect(planEvening(site, 7)).toEqual(planEvening(site, 7));
  expect(planEvening(site, 7)).not.toEqual(planEvening(site, 8));
});

test("each call of an evening is received on a street, gets a unit and is closed, in this order", () => {
  const steps = Map.groupBy(planEvening(site, 1), ({ update }) => update.call);
  expect(steps.size).toBe(90);
  for (const updates of steps.values()) {
    expect(updates.map(({ update }) => update.sequence)).toEqual([1, 2, 3, 4]);
    expect(updates[0]?.update.position).not.toBeNull();
  }
});

test("an evening plays through the webhook, faster than life", async () => {
  const clock = createHandClock();
  const house = await startTestHub({ clock, evening: { factor: 60, seed: 1 } });
  const analyst = await house.station("analyst");
  const count = async () =>
    (await analyst.call("incidents")).answer.incidents.filter(({ id }) => id.startsWith("E1-")).length;
  // Three of its six hours.
  for (let minute = 0; minute < 3; minute++) {
    clock.advance(60_000);
    await expect.poll(count, { timeout: 10_000 }).toBeGreaterThan(0);
  }
  expect(await count()).toBeLessThan(90);
  await house.close();
});
