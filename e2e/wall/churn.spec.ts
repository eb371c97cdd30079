import { churnTiles, measureHeld } from "../fixtures/churnTiles.ts";
import { expect, signIn, test } from "../fixtures/glasshouse.ts";
import { openIncidentWall } from "../fixtures/operate.ts";
import { ALLOWED } from "../fixtures/site.ts";

/** The whole count, 2 000, is a part of the benchmark (`--only churn`). */
const WARM_UP = 24;
const OPENINGS = 96;
/** What may be left behind after collection. */
const GROWTH = 1.1;

test("tiles opened and closed over and over leave no player blocked and no memory behind", async ({ glasshouse }) => {
  test.setTimeout(240_000);
  const page = await glasshouse.openConsole();
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("WebMediaPlayer")) refused.push(message.text());
  });
  await signIn(page, "analyst");
  await openIncidentWall(page);
  await churnTiles(page, ALLOWED.length, WARM_UP);
  const before = await measureHeld(page);
  const churn = await churnTiles(page, ALLOWED.length, OPENINGS);
  const after = await measureHeld(page);
  const figures = { ...churn, heap: after.heapBytes / before.heapBytes, nodes: after.nodes / before.nodes };
  test.info().annotations.push({ type: "figure", description: JSON.stringify(figures) });
  expect([churn.blocked, refused]).toEqual([0, []]);
  expect(after.heapBytes).toBeLessThanOrEqual(before.heapBytes * GROWTH);
  expect(after.nodes).toBeLessThanOrEqual(before.nodes * GROWTH);
  expect(after.listeners).toBeLessThanOrEqual(before.listeners * GROWTH);
});
