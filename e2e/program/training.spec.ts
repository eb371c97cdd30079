import { createHash } from "node:crypto";
import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { launchBrowser } from "../fixtures/browser.ts";
import { openDeskWindow } from "../fixtures/deskWindow.ts";
import { findViolations } from "../fixtures/findViolations.ts";
import { signIn, tileOf } from "../fixtures/glasshouse.ts";
import { selectIncident } from "../fixtures/operate.ts";
import { type Program, startProgram } from "../fixtures/program.ts";

/** A trainer at one station and a trainee at another run the shipped scenario without help. */

const CALL = "T1-118501";
const NEAR = 205;
const WITHDRAWN = 231;
/** A halt this long outlives what a player waits for a frame; a tile must say TRAINING PAUSED all the while. */
const LONG_HALT_MS = 33_000;

test.describe.configure({ mode: "serial" });

let hub: Program;
let trainerDesk: Program;
let traineeDesk: Program;
let browser: Browser;
let trainer: Page;
let trainee: Page;

async function startDesk(enrolCode: string): Promise<Program> {
  const args = ["--web", "--no-open", "--hub", hub.ready.hubUrl, "--enrol", enrolCode];
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

const goTo = (page: Page, name: string) => page.getByRole("navigation").getByRole("button", { name }).click();
const press = (name: string) => trainer.getByRole("button", { name, exact: true }).click();
const stateOf = (page: Page, camera: number) => expect(tileOf(page, camera));

async function scrub(time: string): Promise<void> {
  await trainer
    .getByRole("button", { name: `Go to ${time}` })
    .first()
    .click();
}

/** Every state a tile is in within some time. */
function watchStates(tile: Locator, forMs: number): Promise<string[]> {
  return tile.evaluate(
    (element, lastsMs) =>
      new Promise<string[]>((resolve) => {
        const states = new Set<string>();
        const look = setInterval(() => states.add(element.getAttribute("data-state") ?? ""), 50);
        setTimeout(() => {
          clearInterval(look);
          resolve([...states]);
        }, lastsMs);
      }),
    forMs,
  );
}

/** What is on the glass, as a digest of its pixels. */
async function digest(tile: Locator): Promise<string> {
  const pixels = await tile.locator("video.picture-front").evaluate((video) => {
    if (!(video instanceof HTMLVideoElement)) return "";
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [160, 90];
    canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL();
  });
  return createHash("sha256").update(pixels).digest("hex");
}

test.beforeAll(async () => {
  hub = await startProgram({ entry: "dist/hub/main.js" });
  trainerDesk = await startDesk(hub.ready.enrolCode ?? "");
  traineeDesk = await startDesk(await makeCode(trainerDesk));
  browser = await launchBrowser();
  trainer = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } });
  trainee = await browser.newPage({ viewport: { width: 1_280, height: 800 } });
  await trainer.goto(trainerDesk.ready.url);
  await trainee.goto(traineeDesk.ready.url);
  await signIn(trainer, "trainer");
  await signIn(trainee, "analyst");
});

test.afterAll(async () => {
  await browser?.close();
  for (const program of [traineeDesk, trainerDesk, hub]) await program?.close();
});

test("the trainer starts a scenario, and its call comes to the trainee's station, marked as training", async () => {
  await expect(trainee.getByRole("navigation").getByRole("button", { name: "Training" })).toHaveCount(0);
  await goTo(trainer, "Training");
  expect(await findViolations(trainer), "before a run").toEqual([]);
  await press("Start Shots heard at Mill & 4th");
  await expect(trainee.locator("[data-training='playing']")).toContainText("TRAINING");
  await selectIncident(trainee, CALL);
  await expect(trainer.getByText("Call: Shots heard, Mill St & 4th, P1")).toBeVisible();
});

test("the trainee opens its cameras, and the trainer sees what they show", async () => {
  await trainee.getByRole("button", { name: "Open wall" }).click();
  await stateOf(trainee, NEAR).toHaveAttribute("data-state", "live");
  await stateOf(trainee, WITHDRAWN).toHaveAttribute("data-state", "live");
  await expect(tileOf(trainee, NEAR)).toContainText("TRAINING");
  const shown = trainer.getByRole("region", { name: "Trainees' stations" });
  await expect(shown.locator("[data-state='live']").filter({ hasText: String(NEAR) })).toBeVisible();
  await expect(trainee.getByText(/looks at the stations/)).toBeVisible();
  // The trainer's own wall follows as well.
  await selectIncident(trainer, CALL);
  await trainer.getByRole("button", { name: "Nearest 4" }).click();
  await expect(trainer.locator("[data-tile][data-state='live']").first()).toBeVisible();
  await goTo(trainer, "Training");
});

test("after a short halt the pictures go on where they stood, without a new connection", async () => {
  await trainer.keyboard.press("Space");
  await stateOf(trainee, NEAR).toHaveAttribute("data-state", "training-paused");
  const seen = watchStates(tileOf(trainee, NEAR), 4_000);
  await trainer.keyboard.press("Space");
  await stateOf(trainee, NEAR).toHaveAttribute("data-state", "live");
  expect(await seen).not.toContain("reconnecting");
});

test("a pause stops the pictures on both stations, which say so and neither live nor frozen", async () => {
  test.setTimeout(LONG_HALT_MS + 90_000);
  await press("Pause");
  for (const page of [trainee, trainer]) {
    await expect(page.locator("[data-tile][data-state='live']")).toHaveCount(0);
    await expect(page.locator("[data-tile][data-state='training-paused']").first()).toContainText("TRAINING PAUSED");
    await expect(page.locator("[data-training='paused']").first()).toContainText("PAUSED");
  }
  expect(await findViolations(trainee), "paused wall").toEqual([]);
  expect(await watchStates(tileOf(trainee, NEAR), LONG_HALT_MS)).toEqual(["training-paused"]);
  const still = await digest(tileOf(trainee, NEAR));
  await trainee.waitForTimeout(1_000);
  expect(await digest(tileOf(trainee, NEAR))).toBe(still);
  await press("Play");
  await stateOf(trainee, NEAR).toHaveAttribute("data-state", "live");
});

test("forwards an owner withdraws and a camera is gone; back, both are there again", async () => {
  await press("Pause");
  await scrub("04:10");
  await stateOf(trainee, WITHDRAWN).toHaveAttribute("data-state", "revoked");
  await stateOf(trainee, NEAR).toHaveAttribute("data-state", "offline");
  await scrub("00:38");
  await stateOf(trainee, NEAR).toHaveAttribute("data-state", "training-paused");
  await tileOf(trainee, WITHDRAWN).getByRole("button", { name: "Try again" }).click();
  // What was captured before the terms were given again is not shown, though it be the moment it all stands at.
  await stateOf(trainee, WITHDRAWN).toHaveAttribute("data-state", "training-paused");
  await expect(tileOf(trainee, WITHDRAWN)).toContainText("The picture comes when it goes on.");
  await press("Play");
  await stateOf(trainee, WITHDRAWN).toHaveAttribute("data-state", "live");
  await press("Pause");
});

test("the debrief tells of the trainee's views, answered and missed calls, and can be copied", async () => {
  await scrub("06:20");
  await press("Debrief");
  const table = trainer.getByRole("region", { name: "A. Reyes" });
  await expect(
    table
      .getByRole("row")
      .filter({ hasText: `opened ${NEAR}` })
      .first(),
  ).toBeVisible();
  await expect(table.getByText(/T1-118501.*answered, first picture after \d+ s/)).toBeVisible();
  await expect(table.getByText(/T1-118502.*missed/)).toBeVisible();
  expect(await findViolations(trainer), "debrief").toEqual([]);
  await press("Copy as text");
  await expect(trainer.getByRole("textbox", { name: "Debrief" })).toHaveValue(/A\. Reyes[\s\S]*opened 205/);
  await press("Close");
});

test("stopping it closes its call and takes the mark away everywhere", async () => {
  await press("The run");
  await press("Stop");
  await expect(trainee.locator("[data-training]")).toHaveCount(0);
  await stateOf(trainee, NEAR).toHaveAttribute("data-state", "ended");
  await expect(trainer.getByText("No scenario runs.")).toBeVisible();
});
