import { expect, openOwnerPage, signIn, test, tileOf } from "../fixtures/glasshouse.ts";
import { arrangeDisplay, openIncidentWall, pressButton, stampState } from "../fixtures/operate.ts";

/** The bound, from the press on the owner's page to the last covered tile. */
const COVERED_WITHIN_MS = 1_000;
const RESIDENT_PORCH = 260;

test("a withdrawal covers every tile of that camera in three windows within a second", async ({ glasshouse }) => {
  const console = await glasshouse.openConsole();
  await signIn(console, "analyst");
  await openIncidentWall(console);
  const windows = [console];
  for (const display of [2, 3]) {
    const window = await glasshouse.openDisplay(console, display);
    await arrangeDisplay(console, display);
    await openIncidentWall(console, window);
    windows.push(window);
  }
  const tiles = windows.map((page) => tileOf(page, RESIDENT_PORCH));
  for (const tile of tiles) await expect(tile).toHaveAttribute("data-state", "live");

  const covered = tiles.map((tile) => stampState(tile, ["revoked"]));
  const owner = await openOwnerPage(glasshouse, RESIDENT_PORCH);
  const withdraw = owner.getByRole("button", { name: "Withdraw" }).first();
  await withdraw.waitFor();
  const pressedAtMs = await pressButton(withdraw);
  const delays = (await Promise.all(covered)).map((atMs) => Math.round(atMs - pressedAtMs));
  test.info().annotations.push({ type: "figure", description: `revoke to covered, ms: ${delays.join(" ")}` });
  for (const delay of delays) expect(delay).toBeLessThanOrEqual(COVERED_WITHIN_MS);

  for (const tile of tiles) {
    await expect(tile).toContainText("WITHDRAWN BY OWNER");
    await expect(tile.locator("video[src]")).toHaveCount(0);
  }
  // What the owner reads: the view has ended, and they can share again.
  await expect(owner.getByRole("button", { name: "Share again" }).first()).toBeVisible();
});
