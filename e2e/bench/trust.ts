import { expect } from "@playwright/test";
import { launchBrowser } from "../fixtures/browser.ts";
import { type DeskWindow, openDeskWindow } from "../fixtures/deskWindow.ts";
import { fillSignIn, openDisplayByHand, signIn, tileOf } from "../fixtures/glasshouse.ts";
import { arrangeDisplay, openIncidentWall, pressButton, stampState } from "../fixtures/operate.ts";
import { startProgram } from "../fixtures/program.ts";
import type { Bench, BenchPart } from "./benchPart.ts";
import { percentile } from "./statistics.ts";

/** A resident's camera of the training site, one of the thirteen. */
const CAMERA = 260;

/**
 * From the press on the owner's page to the cover on the tile, in three windows, over and over: the owner withdraws,
 * shares again, and the picture returns when it is asked for again.
 */
export const trustPart: BenchPart = { name: "trust", run: measureTrust };

async function measureTrust({ note, isQuick }: Bench): Promise<void> {
  const rounds = isQuick ? 5 : 20;
  const program = await startProgram({ entry: "dist/web/main.js", args: ["--web", "--no-open"] });
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1_280, height: 800 } });
  const console = await context.newPage();
  await console.goto(program.ready.url);
  await signIn(console, "analyst");
  await openIncidentWall(console);
  const windows = [console];
  for (const display of [2, 3]) {
    const window = await openDisplayByHand(console, display);
    await window.setViewportSize({ width: 1_280, height: 800 });
    await arrangeDisplay(console, display);
    await openIncidentWall(console, window);
    windows.push(window);
  }
  const owner = await (await browser.newContext()).newPage();
  await owner.goto(program.ready.ownerUrl);
  await fillSignIn(owner, `owner${CAMERA}`, "training");

  const desk = await openDeskWindow(program.ready);
  const delays: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const tiles = windows.map((window) => tileOf(window, CAMERA));
    for (const tile of tiles) await expect(tile).toHaveAttribute("data-state", "live");
    const covered = tiles.map((tile) => stampState(tile, ["revoked"]));
    const button = owner.getByRole("button", { name: "Withdraw" }).first();
    const pressedAtMs = await pressButton(button);
    for (const atMs of await Promise.all(covered)) delays.push(atMs - pressedAtMs);
    await owner.getByRole("button", { name: "Share again" }).first().click();
    await owner.getByRole("button", { name: "Withdraw" }).first().waitFor();
    await putBack(desk);
  }
  note("revokeBlankMs.p95", Math.round(percentile(delays, 0.95)));
  note("revokeBlankMs.max", Math.round(Math.max(...delays)));
  desk.close();
  await browser.close();
  await program.close();
}

/** A withdrawn tile says so until it is emptied: it is emptied and filled again on every display. */
async function putBack(desk: DeskWindow): Promise<void> {
  const { displays } = await desk.call("wall.snapshot", {});
  const cameraId = `cam-${CAMERA}`;
  for (const { display, tiles } of displays) {
    const tile = tiles.indexOf(cameraId) + 1;
    await desk.call("wall.assign", { display, items: [{ tile, cameraId: null }] });
    await desk.call("wall.assign", { display, items: [{ tile, cameraId }] });
  }
}
