import { expect, signIn, test } from "../fixtures/glasshouse.ts";
import { openIncidentWall } from "../fixtures/operate.ts";
import { ALLOWED, OFFLINE } from "../fixtures/site.ts";

test("the health screen says what is wrong and why, and its report carries no secret", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await openIncidentWall(page);
  await page.getByRole("navigation").getByRole("button", { name: "Health" }).click();
  const streams = page.getByRole("list", { name: "Streams of this station" });
  await expect(streams.getByRole("listitem")).toHaveCount(ALLOWED.length);
  await expect(streams.getByRole("listitem").first()).toContainText(/frame [\d.]+ s old .* frames shown/);
  const camera = page
    .getByRole("list", { name: "Cameras", exact: true })
    .getByRole("listitem")
    .filter({ hasText: `${OFFLINE}` });
  await expect(camera).toContainText("OFFLINE");
  await expect(camera.locator("p").nth(1)).not.toBeEmpty();
  const why = (await camera.locator("p").nth(1).textContent()) ?? "";

  await page.getByRole("button", { name: "Copy as text" }).click();
  const report = await page.getByRole("textbox", { name: "Health report" }).inputValue();
  expect(report).toContain(`${OFFLINE}`);
  expect(report).toContain(why);
  expect(report).toContain("Display 1, tile 1");
  expect(report).not.toMatch(/k=|https?:|localhost|[\w-]{24,}/);
  await page.getByRole("button", { name: "Close" }).click();

  await page.getByRole("button", { name: "Only what is wrong" }).click();
  await expect(camera).toContainText(why);
  await expect(page.getByRole("heading", { name: "Media gateway" })).toBeHidden();
});
