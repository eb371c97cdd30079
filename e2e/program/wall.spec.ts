import { expect, test } from "@playwright/test";
import { findTestBrowser, launchBrowser } from "../fixtures/browser.ts";
import { fillSignIn } from "../fixtures/glasshouse.ts";
import { isUp } from "../fixtures/operate.ts";
import { startProgram } from "../fixtures/program.ts";

const BACK_WITHIN_MS = 10_000;

test("a wall shows live city cameras with nobody signed in, through the death of its hub and of its window", async () => {
  const browserPath = findTestBrowser() ?? "";
  const flags = "--headless=new --remote-debugging-port=0";
  const program = await startProgram({
    entry: "dist/web/main.js",
    args: ["--web", "--wall", "--no-open", "--browser", browserPath, "--browser-flags", flags],
  });
  const browser = await launchBrowser();
  const address = new URL(program.ready.url);
  address.searchParams.set("display", "1");
  const page = await browser.newPage({ viewport: { width: 1_280, height: 720 } });
  await page.goto(address.href);
  const live = page.locator("[data-tile][data-state=live]");
  await expect.poll(() => live.count()).toBeGreaterThanOrEqual(6);

  await page.keyboard.type("322");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Delete");
  await expect(page.locator("[data-tile][data-camera='322']")).toHaveCount(0);

  process.kill(program.ready.hubPid ?? 0, "SIGKILL");
  await expect.poll(() => isUp(program.ready.hubUrl), { intervals: [50] }).toBe(true);
  const upAtMs = performance.now();
  await expect.poll(() => live.count()).toBeGreaterThanOrEqual(6);
  const backMs = Math.round(performance.now() - upAtMs);
  test.info().annotations.push({ type: "figure", description: `wall: live again ${backMs} ms after its hub` });

  await page.close();
  const again = await browser.newPage({ viewport: { width: 1_280, height: 720 } });
  await again.goto(address.href);
  await expect.poll(() => again.locator("[data-tile][data-state=live]").count()).toBeGreaterThanOrEqual(6);

  await again.keyboard.press("Control+l");
  await fillSignIn(again, "analyst", "training");
  await again.getByRole("navigation").waitFor();
  await browser.close();
  await program.close();
  expect(backMs).toBeLessThanOrEqual(BACK_WITHIN_MS);
});
