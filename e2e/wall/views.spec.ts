import type { Page } from "@playwright/test";
import { expect, signIn, signOut, test, tileOf } from "../fixtures/glasshouse.ts";
import { openIncidentWall } from "../fixtures/operate.ts";
import { ALLOWED } from "../fixtures/site.ts";

const VIEW = "Mill and 4th";

async function runCommand(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.keyboard.type(name);
  await page.getByRole("menuitem", { name }).first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

async function saveView(page: Page, name: string): Promise<void> {
  await page.keyboard.press("v");
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: `Open view ${name}` }).waitFor();
  await page.keyboard.press("Escape");
}

test("a view saved in one window opens live in another after a new sign-in, and undo takes it back", async ({
  glasshouse,
}) => {
  const first = await glasshouse.openConsole();
  await signIn(first, "analyst");
  await openIncidentWall(first);
  await saveView(first, VIEW);
  await runCommand(first, "Empty all tiles");
  for (const number of ALLOWED) await expect(tileOf(first, number)).toHaveCount(0);
  await signOut(first);

  const second = await glasshouse.openConsole();
  await signIn(second, "analyst");
  await second.keyboard.press("Alt+1");
  for (const number of ALLOWED) await expect(tileOf(second, number)).toHaveAttribute("data-state", "live");
  await second.keyboard.press("Control+z");
  for (const number of ALLOWED) await expect(tileOf(second, number)).toHaveCount(0);
});

test("a deleted view is offered back, and another operator never sees a private one", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await saveView(page, VIEW);
  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByRole("button", { name: `Delete ${VIEW}` }).click();
  await expect(page.getByText("No view is saved yet.")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.keyboard.press("v");
  await expect(page.getByRole("button", { name: `Open view ${VIEW}` })).toBeVisible();
  await page.keyboard.press("Escape");
  await signOut(page);
  await signIn(page, "supervisor");
  await page.keyboard.press("v");
  await expect(page.getByText("No view is saved yet.")).toBeVisible();
});

test("a layout is drawn with the keyboard alone", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await page.getByRole("button", { name: "Layout 3×3" }).click();
  await expect(page.locator("[data-tile]")).toHaveCount(9);
  await runCommand(page, "Draw a layout");
  await page.getByRole("button", { name: "Tile 1, 1 by 1" }).focus();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("m");
  await expect(page.getByRole("button", { name: "Tile 1, 2 by 2" })).toBeFocused();
  await page.getByRole("button", { name: "Use layout" }).click();
  await expect(page.locator("[data-tile]")).toHaveCount(6);
});
