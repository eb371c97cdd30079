import { expect, signIn, test, tileOf } from "../fixtures/glasshouse.ts";
import { selectIncident } from "../fixtures/operate.ts";
import { ALLOWED, OFFLINE, REFUSED } from "../fixtures/site.ts";

test("from sign-in to the incident's 13 live pictures in four actions", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));

  await signIn(page, "analyst"); // one
  await selectIncident(page); // two, three
  await page.getByRole("button", { name: "Open wall" }).click(); // four

  for (const number of ALLOWED) await expect(tileOf(page, number)).toHaveAttribute("data-state", "live");
  expect(await page.locator("[data-tile][data-state=live]").count()).toBe(ALLOWED.length);
  for (const number of ALLOWED) {
    const ageMs = Number(await tileOf(page, number).getAttribute("data-frame-age-ms"));
    expect(ageMs, `camera ${number}`).toBeLessThan(2_000);
    expect(ageMs, `camera ${number}`).toBeGreaterThanOrEqual(0);
  }
  expect(faults).toEqual([]);
});

test("what may not be seen says so, and no player is made for it", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await selectIncident(page);
  await page.getByRole("button", { name: "Set purpose" }).click();
  await page.getByRole("navigation").getByRole("button", { name: "Wall" }).click();
  for (const [number, state] of [
    [REFUSED, "refused"],
    [OFFLINE, "offline"],
  ] as const) {
    await page.keyboard.type(`${number}`);
    await page.keyboard.press("Enter");
    await expect(tileOf(page, number)).toHaveAttribute("data-state", state);
    await expect(tileOf(page, number).locator("video[src]")).toHaveCount(0);
  }
});

test("without a purpose nothing is shown", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await page.keyboard.type(`${ALLOWED[0]}`);
  await page.keyboard.press("Enter");
  const tile = tileOf(page, ALLOWED[0] ?? 0);
  await expect(tile).toHaveAttribute("data-state", "refused");
  await expect(tile).toContainText("purpose");
});
