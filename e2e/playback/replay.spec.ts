import type { Locator } from "@playwright/test";
import { expect, openOwnerPage, signIn, test, tileOf } from "../fixtures/glasshouse.ts";
import { placeCameras, pressButton, stampState } from "../fixtures/operate.ts";

const CITY = 205;
const NEIGHBOURS = [206, 219, 240];
const RESIDENT_PORCH = 260;
/** From the press to the look, on a busy machine; and the clock of the window counts whole seconds. */
const WITHIN_MS = 6_000;
const COVERED_WITHIN_MS = 1_000;

/** How long ago the frame on the glass was captured, as the tile says it. */
async function readAgoMs(tile: Locator): Promise<number> {
  return Date.now() - Number(await tile.getAttribute("data-shown-at-ms"));
}

async function expectAgo(tile: Locator, backMs: number): Promise<void> {
  await expect(tile).toHaveAttribute("data-state", "recorded");
  await expect.poll(async () => Math.abs((await readAgoMs(tile)) - backMs)).toBeLessThan(WITHIN_MS);
}

test("R goes 30, 60 and 90 seconds back in one tile while its neighbours stay live, and L comes back", async ({
  glasshouse,
}) => {
  const console = await glasshouse.openConsole();
  await signIn(console, "analyst");
  await placeCameras(console, [CITY, ...NEIGHBOURS]);
  const tile = tileOf(console, CITY);
  await expect(tile).toHaveAttribute("data-state", "live");
  await tile.click();
  for (const seconds of [30, 60, 90]) {
    await console.keyboard.press("r");
    await expectAgo(tile, seconds * 1_000);
    await expect(tile).toContainText(`REPLAY −${seconds} s`);
  }
  // The picture moves, and it is marked by its edge as well.
  const beforeMs = Number(await tile.getAttribute("data-shown-at-ms"));
  await expect.poll(async () => Number(await tile.getAttribute("data-shown-at-ms"))).toBeGreaterThan(beforeMs + 300);
  await expect(tile).toHaveClass(/isPast/);
  for (const number of NEIGHBOURS) await expect(tileOf(console, number)).toHaveAttribute("data-state", "live");

  await console.keyboard.press("l");
  await expect(tile).toHaveAttribute("data-state", "live");
  await expect(tile).not.toHaveClass(/isPast/);
  await expect(tile.locator("video[src]")).toHaveCount(1);
});

test("the tile's own controls do the same, and a replay is not kept as a snapshot of now", async ({ glasshouse }) => {
  const console = await glasshouse.openConsole();
  await signIn(console, "analyst");
  await placeCameras(console, [CITY, ...NEIGHBOURS]);
  const tile = tileOf(console, CITY);
  await expect(tile).toHaveAttribute("data-state", "live");
  await tile.click();
  await tile.getByRole("button", { name: "Replay 30 seconds; again for 60 and 90" }).click();
  await expectAgo(tile, 30_000);
  await console.keyboard.press("s");
  await expect(console.getByText("A replay is not kept as a snapshot.")).toBeVisible();
  await tile.getByRole("button", { name: "Back to live" }).click();
  await expect(tile).toHaveAttribute("data-state", "live");
});

test("a withdrawal covers a replay and the picture of now beneath it within a second", async ({ glasshouse }) => {
  const console = await glasshouse.openConsole();
  await signIn(console, "analyst");
  await placeCameras(console, [RESIDENT_PORCH]);
  const tile = tileOf(console, RESIDENT_PORCH);
  await expect(tile).toHaveAttribute("data-state", "live");
  await tile.click();
  await console.keyboard.press("r");
  await expectAgo(tile, 30_000);
  const owner = await openOwnerPage(glasshouse, RESIDENT_PORCH);
  const withdraw = owner.getByRole("button", { name: "Withdraw" }).first();
  await withdraw.waitFor();
  const covered = stampState(tile, ["revoked"]);
  const delayMs = Math.round(-(await pressButton(withdraw)) + (await covered));
  test.info().annotations.push({ type: "figure", description: `revoke to covered replay, ms: ${delayMs}` });
  expect(delayMs).toBeLessThanOrEqual(COVERED_WITHIN_MS);
  await expect(tile).toContainText("WITHDRAWN BY OWNER");
  await expect(tile.locator("video[src]")).toHaveCount(0);
  await expect(tile).not.toHaveClass(/isPast/);
});
