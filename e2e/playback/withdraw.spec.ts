import { expect, openOwnerPage, signIn, test } from "../fixtures/glasshouse.ts";
import { pressButton, selectIncident, stampState } from "../fixtures/operate.ts";

const RESIDENT_PORCH = 260;
const CITY = 205;
const COVERED_WITHIN_MS = 1_000;

test("a withdrawal while playing back covers that camera's past within a second, and no other's", async ({
  glasshouse,
}) => {
  const console = await glasshouse.openConsole();
  await signIn(console, "analyst");
  await selectIncident(console);
  await console.getByRole("button", { name: "Play back", exact: true }).first().click();
  const tile = console.locator(`.playbackTile[data-camera="${RESIDENT_PORCH}"]`);
  const other = console.locator(`.playbackTile[data-camera="${CITY}"]`);
  await expect(tile).toHaveAttribute("data-state", "recorded");
  await expect(other).toHaveAttribute("data-state", "recorded");

  const owner = await openOwnerPage(glasshouse, RESIDENT_PORCH);
  const withdraw = owner.getByRole("button", { name: "Withdraw" }).first();
  await withdraw.waitFor();
  const covered = stampState(tile, ["revoked"]);
  const pressedAtMs = await pressButton(withdraw);
  const delayMs = Math.round((await covered) - pressedAtMs);
  test.info().annotations.push({ type: "figure", description: `revoke to covered past, ms: ${delayMs}` });
  expect(delayMs).toBeLessThanOrEqual(COVERED_WITHIN_MS);
  await expect(tile).toContainText("WITHDRAWN BY OWNER");
  await expect(tile.locator("video[src]")).toHaveCount(0);
  await expect(other).toHaveAttribute("data-state", "recorded");

  // Paused or not, a jump brings nothing of it back.
  await console.keyboard.press("Shift+ArrowLeft");
  await expect(other).toHaveAttribute("data-state", "recorded");
  await expect(tile).toHaveAttribute("data-state", "revoked");
  await expect(tile.locator("video[src]")).toHaveCount(0);
});
