import type { Page } from "@playwright/test";
import { expect, signIn, signOut, test, tileOf } from "../fixtures/glasshouse.ts";
import { openIncidentWall } from "../fixtures/operate.ts";
import { ALLOWED } from "../fixtures/site.ts";

const LARGEST_TEXT = "150";

const goTo = (page: Page, screen: string) =>
  page
    .getByRole("navigation")
    .getByRole("button", { name: new RegExp(`^${screen}`) })
    .click();

/** Words of buttons, headings, facts and chips that do not fit where they stand, or stand outside the window. */
function findClipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const said = "button, h2, h3, dt, dd, label, kbd, .chip, .status b, .status > span, .settingsWords";
    return [...document.querySelectorAll<HTMLElement>(said)].flatMap((element) => {
      const { width, right } = element.getBoundingClientRect();
      const { overflowX, display } = getComputedStyle(element);
      const isSeen =
        width > 1 && element.checkVisibility() && element.closest("[data-tile], .unseen, [inert]") === null;
      const isCut = display !== "inline" && overflowX !== "auto" && element.scrollWidth > element.clientWidth + 1;
      return isSeen && (isCut || right > innerWidth + 1) ? [`${element.tagName} ${element.textContent}`] : [];
    });
  });
}

test("theme and size of text come back with the operator, and fit at their largest", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  await page.setViewportSize({ width: 1_280, height: 800 });
  await signIn(page, "analyst");
  await goTo(page, "Settings");
  await page.getByRole("button", { name: "Light" }).click();
  await page.getByRole("slider", { name: "Text size" }).fill(LARGEST_TEXT);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe("24px");
  expect(await findClipped(page), "settings").toEqual([]);
  await openIncidentWall(page);
  expect(await findClipped(page), "wall").toEqual([]);
  for (const screen of ["Incidents", "Health"]) {
    await goTo(page, screen);
    await page.getByRole("heading").first().waitFor();
    expect(await findClipped(page), screen).toEqual([]);
  }
  await signOut(page);
  await signIn(page, "supervisor");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await signOut(page);
  await signIn(page, "analyst");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});

test("a joystick moves the selection, and a button does what it was assigned", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  /** Puts a controller of the test's own into the page, with one control in use or none. */
  const hold = (axis: number, button: number | null) =>
    page.evaluate(
      ([value, pressed]) => {
        const buttons = Array.from({ length: 16 }, (_, index) => ({
          pressed: index === pressed,
          value: index === pressed ? 1 : 0,
        }));
        const pad = { connected: true, axes: [value, 0], buttons };
        Object.defineProperty(navigator, "getGamepads", { configurable: true, value: () => [pad, null] });
        window.dispatchEvent(new Event("gamepadconnected"));
      },
      [axis, button] as const,
    );
  const selected = page.locator("[data-tile][aria-current=true]");
  await page.bringToFront();
  await hold(1, null);
  await expect(selected).toHaveAttribute("data-tile", "2");
  await hold(0, null);
  await goTo(page, "Settings");
  await hold(0, 3);
  const row = page.getByRole("combobox", { name: "Button 4" });
  await expect(row).toBeFocused();
  await row.selectOption("Go to the incidents");
  await hold(0, null);
  await goTo(page, "Wall");
  await hold(0, 3);
  await expect(page.getByRole("navigation").getByRole("button", { name: "Incidents" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
});

test("typing in a box runs no command, and the key sheet is found, searched and printed alone", async ({
  glasshouse,
}) => {
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await openIncidentWall(page);
  await page.keyboard.press("/");
  await page.keyboard.type("fvi?211dt");
  await expect(page.getByRole("searchbox")).toHaveValue("fvi?211dt");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  for (const number of ALLOWED) await expect(tileOf(page, number)).toHaveCount(1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");

  await page.keyboard.press("?");
  await page.getByRole("textbox", { name: "Find a key or a command" }).fill("undo");
  const rows = page.locator(".keySheet dt");
  await expect(rows).toHaveCount(1);
  await page.getByRole("textbox", { name: "Find a key or a command" }).fill("");
  await page.emulateMedia({ media: "print" });
  await expect(rows.first()).toBeVisible();
  await expect(page.locator("#root")).toBeHidden();
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
});
