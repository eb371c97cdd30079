import type { Page } from "@playwright/test";
import { expect, signIn, test, tileOf } from "../fixtures/glasshouse.ts";
import { isUp, openIncidentWall, stampState } from "../fixtures/operate.ts";
import { ALLOWED, PRIVATE } from "../fixtures/site.ts";

const COVERED_WITHIN_MS = 4_000;
const BACK_WITHIN_MS = 5_000;
/** Over FLV nothing older than this is called live. */
const FRESH_MS = 2_000;

async function awaitAllLive(page: Page, sinceAtMs: number): Promise<number> {
  for (const number of ALLOWED) await expect(tileOf(page, number)).toHaveAttribute("data-state", "live");
  return Math.round(performance.now() - sinceAtMs);
}

const note = (description: string) => test.info().annotations.push({ type: "figure", description });

test("a hub that is killed is started again, and all tiles come back by themselves", async ({ glasshouse }) => {
  const { hubPid = 0, hubUrl } = glasshouse.program.ready;
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await openIncidentWall(page);

  process.kill(hubPid, "SIGKILL");
  await expect.poll(() => isUp(hubUrl), { intervals: [50] }).toBe(false);
  await expect.poll(() => isUp(hubUrl), { intervals: [50] }).toBe(true);
  const backMs = await awaitAllLive(page, performance.now());
  note(`hub killed and started again: back ${backMs} ms`);
  // Back over the quick protocol: a fallback would be called live with a picture seconds old.
  for (const number of ALLOWED) {
    const ageMs = Number(await tileOf(page, number).getAttribute("data-frame-age-ms"));
    expect(ageMs, `camera ${number}`).toBeLessThan(FRESH_MS);
  }
  expect(backMs).toBeLessThanOrEqual(BACK_WITHIN_MS);
});

test("private tiles say HUB SILENT when the hub stops answering without hanging up", async ({ glasshouse }) => {
  const { hubPid = 0 } = glasshouse.program.ready;
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await openIncidentWall(page);

  const silent = PRIVATE.map((number) => stampState(tileOf(page, number), ["silent"]));
  process.kill(hubPid, "SIGSTOP");
  const stoppedAtMs = Date.now();
  const silentMs = Math.round(Math.max(...(await Promise.all(silent))) - stoppedAtMs);
  await expect(tileOf(page, PRIVATE[0] ?? 0)).toContainText("HUB SILENT");
  process.kill(hubPid, "SIGCONT");
  const backMs = await awaitAllLive(page, performance.now());
  note(`hub silent: covered ${silentMs} ms, back ${backMs} ms`);
  expect(silentMs).toBeLessThanOrEqual(COVERED_WITHIN_MS);
});
