import { expect, signIn, test, tileOf } from "../fixtures/glasshouse.ts";
import { ALLOWED, INCIDENT } from "../fixtures/site.ts";

test("from sign-in to the incident's 13 live pictures in four actions", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));

  await signIn(page, "analyst"); // 1
  await page
    .getByRole("link", { name: "Incidents" })
    .or(page.getByRole("button", { name: "Incidents" }))
    .click(); // 2
  await page.getByText(INCIDENT).first().click(); // 3
  await page.getByRole("button", { name: "Open wall" }).click(); // 4

  for (const number of ALLOWED) await expect(tileOf(page, number)).toHaveAttribute("data-state", "live");
  expect(await page.locator("[data-state=live]").count()).toBe(ALLOWED.length);
  expect(faults).toEqual([]);
});
