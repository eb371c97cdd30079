import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { findViolations } from "../fixtures/findViolations.ts";
import { expect, signIn, test } from "../fixtures/glasshouse.ts";
import { selectIncident } from "../fixtures/operate.ts";

/** A city camera, whose clips are copied; a pharmacy's, whose clips carry a watermark; a porch, of which none is had. */
const CITY = 205;
const PHARMACY = 204;
const PORCH = 260;
const MINUTE_MS = 60_000;
/** Clips of a minute, on a machine that does much else. */
const MADE_WITHIN_MS = 120_000;

/** As a box for date and time holds it, on this machine's clock. */
function writeMoment(page: Page, agoMs: number): Promise<string> {
  return page.evaluate((ago) => {
    const at = new Date(Date.now() - ago);
    return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  }, agoMs);
}

const clipOf = (page: Page, camera: number) =>
  page.getByRole("list", { name: "Clips" }).locator(`:scope > li[aria-label*="camera ${camera},"]`);

test("clips of an incident are pulled, said why not, downloaded and play anywhere", async ({ glasshouse }) => {
  test.setTimeout(MADE_WITHIN_MS * 3);
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await selectIncident(page);
  await page.getByRole("button", { name: "Pull clips" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("From", { exact: true }).fill(await writeMoment(page, 3 * MINUTE_MS));
  await form.getByLabel("To", { exact: true }).fill(await writeMoment(page, 2 * MINUTE_MS));
  await form.getByRole("button", { name: "Choose none" }).click();
  for (const number of [CITY, PHARMACY, PORCH])
    await form.getByRole("checkbox", { name: new RegExp(`^${number}`) }).check();
  await expect(form.getByRole("listitem").filter({ hasText: `${CITY}` })).toContainText("as recorded");
  await expect(form.getByRole("listitem").filter({ hasText: `${PHARMACY}` })).toContainText("with watermark or masks");
  await expect(form.getByRole("listitem").filter({ hasText: `${PORCH}` })).toContainText("not available");
  expect(await findViolations(page)).toEqual([]);
  await form.getByRole("button", { name: "Pull 3 clips" }).click();
  await expect(page.locator(".notices")).toContainText("2 clips are being cut. 1 cannot be had");

  await expect(clipOf(page, PORCH)).toContainText("Not made");
  for (const number of [CITY, PHARMACY])
    await expect(clipOf(page, number)).toContainText("Ready", { timeout: MADE_WITHIN_MS });
  await expect(clipOf(page, CITY)).toContainText("copied as recorded");
  await expect(clipOf(page, PHARMACY)).toContainText("re-encoded, with what the owner asks for burned in");
  await expect(page.getByRole("list", { name: "Timeline" })).toContainText("2 clips pulled");

  await page.getByRole("button", { name: "Download all 2" }).click();
  for (const number of [CITY, PHARMACY]) await expect(clipOf(page, number)).toContainText("Saved to");
  const folder = join(glasshouse.program.dataDir, "snapshots", "analyst");
  const names = readdirSync(folder);
  expect(names).toHaveLength(2);
  for (const name of names) {
    expect(name).toMatch(/^\d{4}-\d\d-\d\d_\d\d-\d\d-\d\dZ_camera-20[45]_[A-Za-z0-9_-]+\.mp4$/);
    const path = join(folder, name);
    expect(statSync(path).mode & 0o077).toBe(0);
    const facts = execFileSync("ffprobe", [
      "-v",
      "error",
      "-show_entries",
      "stream=codec_name,height",
      "-of",
      "csv=p=0",
      path,
    ]);
    expect(facts.toString().trim()).toBe("h264,720");
    expect(execFileSync("ffmpeg", ["-v", "error", "-i", path, "-f", "null", "-"]).toString()).toBe("");
  }

  await clipOf(page, CITY)
    .getByRole("button", { name: /^Name and describe/ })
    .click();
  await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill("Grey van");
  await page.getByRole("dialog").getByLabel("Description").fill("Stops at the corner");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(clipOf(page, CITY)).toContainText("Grey van");
  await expect(clipOf(page, CITY)).toContainText("Stops at the corner");
  expect(await findViolations(page)).toEqual([]);
});
