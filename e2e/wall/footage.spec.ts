import { findViolations } from "../fixtures/findViolations.ts";
import { expect, fillSignIn, signIn, signOut, test } from "../fixtures/glasshouse.ts";
import { selectIncident } from "../fixtures/operate.ts";

const WHY = "A grey van left Mill Street at speed.";

test("recordings are asked for by a supervisor's leave, answered on the owner's page, and the answer is seen", async ({
  glasshouse,
}) => {
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await selectIncident(page);
  await page.getByRole("button", { name: "Ask owners for recordings" }).click();
  const form = page.getByRole("dialog");
  await form.getByRole("button", { name: "Chosen cameras" }).click();
  await form.getByRole("textbox", { name: "Camera numbers" }).fill("R1 R999999");
  await expect(form.getByRole("alert")).toHaveText("There is no camera R999999.");
  await form.getByRole("textbox", { name: "Camera numbers" }).fill("R1 R2 260 205");
  await expect(form.getByRole("region", { name: "Who would be asked" })).toContainText("3 owners, about 3 cameras.");
  await expect(form).toContainText("the city's own camera");
  await expect(form.getByRole("button", { name: "Send to a supervisor" })).toBeDisabled();
  await form.getByRole("textbox", { name: "Reason" }).fill(WHY);
  expect(await findViolations(page), "form").toEqual([]);
  await form.getByRole("button", { name: "Send to a supervisor" }).click();
  const asked = page.getByRole("region", { name: "waits for a supervisor" });
  await expect(asked).toContainText(WHY);

  const owner = await glasshouse.browser.newPage({ viewport: { width: 360, height: 780 }, javaScriptEnabled: false });
  await owner.goto(glasshouse.program.ready.ownerUrl);
  await fillSignIn(owner, "ownerR1", "training");
  await expect(owner.getByText("Requests for recordings")).toHaveCount(0);

  await signOut(page);
  await signIn(page, "supervisor");
  await page
    .getByRole("navigation")
    .getByRole("button", { name: /^Requests, 1/ })
    .click();
  await expect(page.getByText(WHY)).toBeVisible();
  expect(await findViolations(page), "queue").toEqual([]);
  await page.getByRole("button", { name: "Approve and ask owners" }).click();
  await expect(page.getByText("No request for recordings waits for an answer.")).toBeVisible();

  await owner.reload();
  const card = owner.getByRole("region", { name: "Requests for recordings" });
  await expect(card).toContainText("A. Reyes, Harbor City Real-Time Crime Center");
  await expect(card).toContainText(WHY);
  await expect(card).toContainText("The agency will contact you about handing it over");
  const widthPx = await owner
    .locator("html")
    .evaluate((root) => root.scrollWidth)
    .catch(() => 0);
  expect(widthPx).toBeLessThanOrEqual(360);
  await card.getByRole("button", { name: "Yes, I have it" }).click();
  await expect(card.getByRole("button", { name: "Take back" })).toBeVisible();

  await signOut(page);
  await signIn(page, "analyst");
  await selectIncident(page);
  const answers = page.getByRole("region", { name: "owners asked" });
  await expect(answers).toContainText("1 of 3 said yes");
  await expect(answers.getByRole("listitem").filter({ hasText: "R1" })).toContainText("has a recording");
  await expect(answers.getByRole("listitem").filter({ hasText: "R2" })).toContainText("no answer yet");
  expect(await findViolations(page), "incident").toEqual([]);

  await card.getByRole("button", { name: "Take back" }).click();
  await expect(answers.getByRole("listitem").filter({ hasText: "R1" })).toContainText("no longer offered");
  await answers.getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByRole("region", { name: "withdrawn" })).toBeVisible();
});
