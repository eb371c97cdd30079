import type { Page } from "@playwright/test";
import { expect, signIn, test, tileOf } from "../fixtures/glasshouse.ts";
import { INCIDENT, ON_REQUEST, REFUSED } from "../fixtures/site.ts";

const CITY_CAMERA = 205;
const OUTSIDE = 103;

/** The map with the training incident chosen, its cameras looked up and its purpose set. */
async function openMap(page: Page, isWithPurpose = true): Promise<void> {
  await signIn(page, "analyst");
  await page.getByRole("navigation").getByRole("button", { name: "Map" }).click();
  await page.getByRole("option", { name: new RegExp(INCIDENT) }).click();
  await expect(page.getByText("17 cameras · 13 allowed · 2 ask · 2 not")).toBeVisible();
  if (isWithPurpose) await page.keyboard.press("i");
}

/** Flies to a camera by its number: its pin is then in the middle of the map. */
async function findCamera(page: Page, camera: number): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type(String(camera));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Chosen on the map" })).toContainText(String(camera));
}

const card = (page: Page) => page.locator(".mapCard");

test("a glance at an allowed camera plays its smallest picture and is over when it is left", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  await openMap(page);
  await findCamera(page, CITY_CAMERA);
  await page.keyboard.press(" ");
  await expect(card(page)).toHaveAttribute("data-preview", "permitted");
  await expect(card(page)).toContainText("LIVE");
  expect(
    await card(page)
      .locator("video")
      .last()
      .evaluate((video: HTMLVideoElement) => video.videoHeight),
  ).toBeLessThan(240);
  await page.keyboard.press(" ");
  await expect(card(page)).toHaveCount(0);
  await expect(page.getByText("0 views")).toBeVisible();
});

test("a pointer that rests on a pin glances, and one that passes does not", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  await openMap(page);
  await findCamera(page, CITY_CAMERA);
  const region = page.getByRole("application");
  const box = await region.boundingBox();
  if (box === null) throw new Error("no map");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await expect(async () => {
    await page.mouse.move(x + 60, y + 60);
    await page.mouse.move(x, y, { steps: 3 });
    await expect(card(page)).toHaveAttribute("data-preview", "permitted", { timeout: 2_000 });
  }).toPass();
  await page.mouse.move(x + 300, y + 200);
  await expect(card(page)).toHaveCount(0);
});

test.describe("cards say why there is no glance", () => {
  const WHY: readonly [number, RegExp][] = [
    [REFUSED, /Too far from the incident/],
    [ON_REQUEST, /A glance asks nobody/],
  ];
  for (const [camera, why] of WHY)
    test(`at camera ${camera}, and ask nobody`, async ({ glasshouse }) => {
      const page = await glasshouse.openConsole();
      await openMap(page);
      await findCamera(page, camera);
      await page.keyboard.press(" ");
      await expect(card(page)).toContainText(why);
      await expect(card(page).locator("video")).toHaveCount(0);
    });

  test("without a purpose", async ({ glasshouse }) => {
    const page = await glasshouse.openConsole();
    await openMap(page, false);
    await findCamera(page, CITY_CAMERA);
    await page.keyboard.press(" ");
    await expect(card(page)).toContainText("Set a purpose to preview");
    await expect(card(page)).toHaveAttribute("data-preview", "none");
  });
});

test("Enter puts the chosen camera on the wall, which its panel then says", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  await openMap(page);
  await findCamera(page, CITY_CAMERA);
  await page.keyboard.press("Enter");
  await expect(page.getByText("On the wall now, in tile 1.")).toBeVisible();
  await page.getByRole("navigation").getByRole("button", { name: "Wall" }).click();
  await expect(tileOf(page, CITY_CAMERA)).toHaveAttribute("data-state", "live");
});

test("arrows walk from pin to pin and say each by name", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  await openMap(page);
  const said = page.locator(".mapMain > [role=status].unseen");
  await page.keyboard.press("ArrowRight");
  await expect(said).toHaveText(/^(Camera \d+|.*cameras together)/);
  const first = await said.textContent();
  await page.keyboard.press("ArrowRight");
  await expect(said).not.toHaveText(first ?? "");
});

test("a circle by keys counts outcomes, opens the allowed and lists the others with reasons", async ({
  glasshouse,
}) => {
  const page = await glasshouse.openConsole();
  await openMap(page);
  await findCamera(page, CITY_CAMERA);
  await page.keyboard.press("c");
  for (let step = 0; step < 4; step++) await page.keyboard.press("+");
  const panel = page.getByRole("complementary", { name: "Chosen on the map" });
  await expect(panel).toContainText("13");
  await expect(panel.locator('[data-prospect="refused"]')).toContainText("Too far from the incident");
  const open = panel.getByRole("button", { name: /^Open \d+ in a layout$/ });
  const count = Number(/\d+/.exec((await open.textContent()) ?? "")?.[0]);
  expect(count).toBeGreaterThanOrEqual(13);
  await open.click();
  await expect(page.locator("[data-tile][data-camera]")).toHaveCount(count);
  await expect(page.locator('[data-tile][data-state="pending"]')).toHaveCount(0);
});

test("a camera outside the radius is looked up when it is chosen", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  await openMap(page);
  await findCamera(page, OUTSIDE);
  await expect(page.locator("[data-prospect]")).toHaveAttribute("data-prospect", "allowed");
});
