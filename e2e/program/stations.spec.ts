import { type Browser, expect, type Page, test } from "@playwright/test";
import { launchBrowser } from "../fixtures/browser.ts";
import { openDeskWindow } from "../fixtures/deskWindow.ts";
import { findViolations } from "../fixtures/findViolations.ts";
import { signIn, tileOf } from "../fixtures/glasshouse.ts";
import { pressButton, selectIncident, stampState } from "../fixtures/operate.ts";
import { type Program, startProgram } from "../fixtures/program.ts";

const LIVE_WITHIN_MS = 5_000;
const CITY = 205;
const BUSINESS = 204;

test.describe.configure({ mode: "serial" });

let hub: Program;
let chiefDesk: Program;
let otherDesk: Program;
let browser: Browser;
let chief: Page;
let other: Page;

/** A desk of its own at the one hub; the second is enrolled by an administrator at the first. */
async function startDesk(enrolCode: string): Promise<Program> {
  const { hubUrl } = hub.ready;
  const args = ["--web", "--no-open", "--hub", hubUrl, "--enrol", enrolCode];
  return startProgram({ entry: "dist/web/main.js", args });
}

async function makeCode(desk: Program): Promise<string> {
  const window = await openDeskWindow(desk.ready);
  await window.call("session.signIn", { operator: "administrator", password: "training" });
  const { code } = await window.call("stations.makeCode", {});
  await window.call("session.signOut", {});
  window.close();
  return code;
}

const screenOf = (page: Page, name: string) => page.getByRole("navigation").getByRole("button", { name });
const targetCard = () => chief.locator("[data-station]").filter({ hasNotText: "yours" });

test.beforeAll(async () => {
  hub = await startProgram({ entry: "dist/hub/main.js" });
  chiefDesk = await startDesk(hub.ready.enrolCode ?? "");
  otherDesk = await startDesk(await makeCode(chiefDesk));
  browser = await launchBrowser();
  chief = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } });
  other = await browser.newPage({ viewport: { width: 1_280, height: 800 } });
  await chief.goto(chiefDesk.ready.url);
  await other.goto(otherDesk.ready.url);
  await signIn(chief, "supervisor");
  await signIn(other, "analyst");
});

test.afterAll(async () => {
  await browser?.close();
  for (const program of [otherDesk, chiefDesk, hub]) await program?.close();
});

test("a supervisor pushes a view to a display of another station, which shows it live under its own grants", async () => {
  await selectIncident(chief);
  await chief.getByRole("button", { name: "Nearest 4" }).click();
  await expect(tileOf(chief, CITY)).toHaveAttribute("data-state", "live");
  await screenOf(chief, "Stations").click();
  await chief.getByRole("option", { name: /What display 1 here shows/ }).click();
  await targetCard().locator("[data-diagram='1']").click();
  expect(await findViolations(chief), "stations").toEqual([]);

  const shown = tileOf(other, CITY)
    .waitFor()
    .then(() => stampState(tileOf(other, CITY), ["live"]));
  const pressedAtMs = await pressButton(chief.getByRole("button", { name: /^Push to display 1/ }));
  await expect(chief.getByText(/is shown, after/)).toBeVisible();
  const liveMs = Math.round((await shown) - pressedAtMs);
  await expect(tileOf(other, BUSINESS)).toHaveAttribute("data-state", "live");
  test.info().annotations.push({ type: "figure", description: `push pressed → first tile live ${liveMs} ms` });

  await expect(other.getByText(/put Display 1 of .* on display 1/)).toBeVisible();
  await expect(other.getByText(/looks at the stations/)).toBeVisible();
  await expect(targetCard().locator(`[data-camera='${CITY}']`)).toHaveAttribute("data-state", "live");
  expect(liveMs).toBeLessThanOrEqual(LIVE_WITHIN_MS);
});

test("it is taken back there with one key, purpose and all", async () => {
  await other.locator("[data-tile]").first().click();
  await other.keyboard.press("Control+z");
  await expect(tileOf(other, CITY)).toHaveCount(0);
  await expect(other.getByText("Set a purpose first. Every view needs one.")).toBeVisible();
  await expect(targetCard().locator(`[data-camera='${CITY}']`)).toHaveCount(0);
});

test("the same by keys alone, with a preset kept on the way", async () => {
  const board = chief.getByRole("listbox", { name: "Stations and displays" });
  await targetCard().locator("[data-diagram='1']").focus();
  await chief.keyboard.press("p");
  await expect(tileOf(other, CITY)).toHaveAttribute("data-state", "live");
  await chief.getByRole("button", { name: "Keep as preset" }).press("Enter");
  await expect(chief.getByRole("button", { name: /^Push preset 1/ })).toBeVisible();
  await other.keyboard.press("Control+z");
  await expect(tileOf(other, CITY)).toHaveCount(0);
  await board.locator("[aria-selected=true]").focus();
  await chief.keyboard.press("1");
  await expect(tileOf(other, CITY)).toHaveAttribute("data-state", "live");
  await other.keyboard.press("Control+z");
  await expect(tileOf(other, CITY)).toHaveCount(0);
  await other.keyboard.press("Control+Shift+1");
  await expect(tileOf(other, CITY)).toHaveAttribute("data-state", "live");
});

test("a camera dragged onto a display is pushed", async () => {
  const sources = chief.getByRole("listbox", { name: "What to push" });
  await chief.getByRole("searchbox", { name: "Find a view or camera" }).fill("206");
  await sources.getByRole("option", { name: /^206/ }).dragTo(targetCard().locator("[data-diagram='1']"));
  await expect(tileOf(other, 206)).toHaveAttribute("data-state", "live");
});

test("a locked station refuses in words, and shows nothing new when it is unlocked", async () => {
  await other.keyboard.press("Control+l");
  await other.getByText("Station locked").waitFor();
  await expect(targetCard()).toHaveAttribute("data-state", "locked");
  await targetCard().locator("[data-diagram='1']").click();
  await chief.getByRole("button", { name: /^Push to display 1/ }).click();
  await expect(chief.getByText("The station is locked. Nothing was changed.")).toBeVisible();
  await other.getByRole("textbox", { name: "Password" }).fill("training");
  await other.getByRole("button", { name: "Unlock" }).click();
  await expect(tileOf(other, 206)).toHaveAttribute("data-state", "live");
});
