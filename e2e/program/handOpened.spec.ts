import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import { browserOptions } from "../fixtures/browser.ts";
import { signIn } from "../fixtures/glasshouse.ts";
import { type Program, startProgram } from "../fixtures/program.ts";

/** A printed address opened in somebody's own browser, which may refuse what the shell's own browser never does. */

let program: Program;
let browser: Browser;
let console: Page;

test.beforeEach(async () => {
  program = await startProgram({ entry: "dist/web/main.js", args: ["--web", "--no-open"] });
  // The test tool switches the popup blocker off; here it is on, as it is in an operator's browser.
  browser = await chromium.launch({ ...browserOptions(), ignoreDefaultArgs: ["--disable-popup-blocking"] });
  console = await (await browser.newContext()).newPage();
  await console.goto(program.ready.url);
  await signIn(console, "analyst");
});

test.afterEach(async () => {
  await browser.close();
  await program.close();
});

const openButton = () => console.getByRole("button", { name: "Open display 2" });

/** A press gives leave to open windows for five seconds (Chromium); what is opened later the browser refuses. */
const LEAVE_OVER_MS = 6_000;

/**
 * Clicks when the leave is over, and waits for the sheet without looking: each look of the test tool counts as a press
 * and would renew the leave.
 */
async function openTooLate(): Promise<void> {
  const seen = Promise.withResolvers<void>();
  await console.exposeFunction("tellSheetSeen", seen.resolve);
  await openButton().evaluate((element: HTMLElement, delayMs) => {
    new MutationObserver((_changes, watcher) => {
      if (document.querySelector("[role=dialog]") === null) return;
      watcher.disconnect();
      Reflect.get(window, "tellSheetSeen")();
    }).observe(document.body, { childList: true, subtree: true });
    setTimeout(() => element.click(), delayMs);
  }, LEAVE_OVER_MS);
  await seen.promise;
}

test("a browser that refuses the window gets told how to allow it, and the console goes on", async () => {
  await openTooLate();
  const sheet = console.getByRole("dialog", { name: "The browser blocked the window of display 2" });
  await expect(sheet).toContainText("choose “Always allow”");
  await expect(sheet.getByRole("link", { name: "/?display=2" })).toBeVisible();
  expect(console.context().pages()).toHaveLength(1);
  // The next press is a hand's, and the browser lets it through.
  const opened = console.context().waitForEvent("page");
  await sheet.getByRole("button", { name: "Try again" }).click();
  await (await opened).locator('[data-display="2"]').waitFor();
  await expect(sheet).toHaveCount(0);
});

test("closed unread, the refusal leaves a console that works on one display", async () => {
  await openTooLate();
  await console.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).click();
  await console.getByRole("button", { name: "Layout 2×2" }).click();
  await expect(console.locator("[data-tile]")).toHaveCount(4);
});

test("without leave to place windows the window opens here, and how to give leave is said", async () => {
  const opened = console.context().waitForEvent("page");
  await openButton().click();
  await opened;
  await expect(console.getByText("turn “Window management” on")).toBeVisible();
});

test("displays opened by hand run in processes of their own and are listed as such", async () => {
  const opened = console.context().waitForEvent("page");
  await openButton().click();
  const window = await opened;
  await window.getByRole("main").waitFor();
  // A window that hangs leaves the console alone.
  window
    .evaluate(() => {
      for (;;);
    })
    .catch(() => {});
  await console.keyboard.press("Shift+N");
  await expect(console.getByText("opened by hand", { exact: true })).toBeVisible();
});
