import { expect, test } from "@playwright/test";
import { launchBrowser } from "../fixtures/browser.ts";
import { signIn, tileOf } from "../fixtures/glasshouse.ts";
import { isUp, openIncidentWall, stampState } from "../fixtures/operate.ts";
import { startProgram } from "../fixtures/program.ts";
import { ALLOWED, PRIVATE } from "../fixtures/site.ts";

const COVERED_WITHIN_MS = 4_000;
const BACK_WITHIN_MS = 5_000;
const HUB = "dist/hub/main.js";

test("a desk enrols with a hub of its own; the hub dies for good, private tiles go dark, and it comes back", async () => {
  const hub = await startProgram({ entry: HUB, keepData: true });
  const { hubUrl, enrolCode = "" } = hub.ready;
  const desk = await startProgram({
    entry: "dist/web/main.js",
    args: ["--web", "--no-open", "--hub", hubUrl, "--enrol", enrolCode],
  });
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } });
  await page.goto(desk.ready.url);
  await signIn(page, "analyst");
  await openIncidentWall(page);

  const silent = PRIVATE.map((number) => stampState(tileOf(page, number), ["silent"]));
  process.kill(hub.pid, "SIGKILL");
  const killedAtMs = Date.now();
  const coveredMs = Math.round(Math.max(...(await Promise.all(silent))) - killedAtMs);

  const again = await startProgram({ entry: HUB, dataDir: hub.dataDir, port: Number(new URL(hubUrl).port) });
  await expect.poll(() => isUp(hubUrl), { intervals: [50] }).toBe(true);
  const upAtMs = performance.now();
  for (const number of ALLOWED) await expect(tileOf(page, number)).toHaveAttribute("data-state", "live");
  const backMs = Math.round(performance.now() - upAtMs);
  test.info().annotations.push({ type: "figure", description: `hub dead: covered ${coveredMs} ms, back ${backMs} ms` });

  await browser.close();
  await desk.close();
  await again.close();
  expect(coveredMs).toBeLessThanOrEqual(COVERED_WITHIN_MS);
  expect(backMs).toBeLessThanOrEqual(BACK_WITHIN_MS);
});
