import type { Page } from "@playwright/test";
import { findViolations } from "../fixtures/findViolations.ts";
import { expect, openOwnerPage, signIn, signOut, test, tileOf } from "../fixtures/glasshouse.ts";
import { openIncidentWall, selectIncident, showCameras } from "../fixtures/operate.ts";
import { OFFLINE, REFUSED } from "../fixtures/site.ts";

const ASKS_SUPERVISOR = 326;
const RESIDENT_PORCH = 260;

const screenOf = (page: Page, name: string | RegExp) => page.getByRole("navigation").getByRole("button", { name });

for (const theme of ["Dark", "Light"]) {
  test(`every screen of the console keeps the rules of access in the theme ${theme}`, async ({ glasshouse }) => {
    await checkScreens(await glasshouse.openConsole(), theme);
  });
}

async function checkScreens(page: Page, theme: string): Promise<void> {
  const check = (screen: string) =>
    test.step(screen, async () => expect(await findViolations(page), screen).toEqual([]));
  await signIn(page, "analyst");
  await screenOf(page, "Settings").click();
  await page.getByRole("button", { name: theme }).click();
  await check("settings");
  await signOut(page);
  await check("sign-in");
  await signIn(page, "analyst");
  await check("empty wall");
  await page.keyboard.press("i");
  await page.getByRole("dialog").waitFor();
  await check("purpose");
  await page.keyboard.press("Escape");
  await selectIncident(page);
  await page.getByText("Nearest cameras").waitFor();
  await check("incidents");
  await page.getByRole("button", { name: "New incident" }).click();
  await page
    .getByRole("dialog")
    .getByRole("textbox", { name: /^Position/ })
    .fill("north");
  await check("new incident");
  await page.keyboard.press("Escape");
  await openIncidentWall(page);
  await check("wall");
  await screenOf(page, "Map").click();
  await page.getByRole("application").or(page.locator(".mapScreen canvas")).first().waitFor();
  await check("map");
  await screenOf(page, "Health").click();
  await page.getByText("Media gateway").first().waitFor();
  await check("health");
  await screenOf(page, "Wall").click();
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await check("keys");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  await check("commands");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+l");
  await page.getByText("Station locked").waitFor();
  await check("locked");
}

test("tiles without a picture, and the requests about them, keep the rules of access", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await showCameras(page, [OFFLINE]);
  for (const number of [REFUSED, ASKS_SUPERVISOR]) {
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type(`${number}`);
    await page.keyboard.press("Enter");
  }
  const asked = tileOf(page, ASKS_SUPERVISOR);
  await asked.getByRole("button", { name: "Ask" }).click();
  await expect(asked).toContainText("WAITING FOR SUPERVISOR");
  expect(await findViolations(page), "blank tiles").toEqual([]);

  await signOut(page);
  await signIn(page, "supervisor");
  await screenOf(page, /^Requests/).click();
  await page.getByRole("button", { name: "Approve" }).waitFor();
  expect(await findViolations(page), "requests").toEqual([]);

  await signOut(page);
  await signIn(page, "administrator");
  await screenOf(page, "Import cameras").click();
  await page.getByRole("button", { name: "Choose a file" }).waitFor();
  expect(await findViolations(page), "import").toEqual([]);
});

test("the owner's page keeps the rules of access", async ({ glasshouse }) => {
  const page = await openOwnerPage(glasshouse, RESIDENT_PORCH);
  await page.getByRole("button", { name: "Withdraw" }).first().waitFor();
  expect(await findViolations(page), "own cameras").toEqual([]);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("textbox", { name: "Password" }).waitFor();
  expect(await findViolations(page), "sign-in").toEqual([]);
});
