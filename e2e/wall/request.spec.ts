import { expect, openOwnerPage, signIn, signOut, test, tileOf } from "../fixtures/glasshouse.ts";
import { selectIncident, showCameras } from "../fixtures/operate.ts";
import { ON_REQUEST } from "../fixtures/site.ts";

test("a resident is asked only after a supervisor, and their yes brings the picture", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await showCameras(page, [ON_REQUEST]);
  const tile = tileOf(page, ON_REQUEST);
  await expect(tile).toHaveAttribute("data-state", "pending");
  await expect(tile.locator("video[src]")).toHaveCount(0);

  const owner = await openOwnerPage(glasshouse, ON_REQUEST);
  await expect(owner.getByRole("button", { name: "Allow" })).toHaveCount(0);
  await tile.getByRole("button", { name: "Ask" }).click();
  await expect(tile).toContainText("WAITING FOR SUPERVISOR");
  await owner.reload();
  await expect(owner.getByRole("button", { name: "Allow" })).toHaveCount(0);

  await signOut(page);
  await signIn(page, "supervisor");
  await page.getByRole("navigation").getByRole("button", { name: "Requests" }).click();
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);

  await owner.reload();
  await owner.getByRole("button", { name: "Allow" }).click();
  await signOut(page);
  await signIn(page, "analyst");
  await selectIncident(page);
  await page.getByRole("button", { name: "Set purpose" }).click();
  await expect(tile).toHaveAttribute("data-state", "live");
});
