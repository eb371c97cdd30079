import { findViolations } from "../fixtures/findViolations.ts";
import { expect, signIn, signOut, test } from "../fixtures/glasshouse.ts";

const HEADER = "number,name,owner,owner_kind,lat,lng,street";
const row = (number: string, name: string) => `${number},${name},Resident,resident,41.0461,-68.4138,Elm St`;
const WRONG = [HEADER, row("R900", "Porch"), row("R900", "Gate"), row("205", "<b>Deli</b>"), `R901,"Por"ch`].join("\n");
const RIGHT = [HEADER, ...Array.from({ length: 900 }, (_, index) => row(`R${9_000 + index}`, `Porch ${index}`))].join(
  "\n",
);

test("a file is chosen, judged line by line, mended, imported whole and taken back", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  await signIn(page, "administrator");
  await page.getByRole("navigation").getByRole("button", { name: "Import cameras" }).click();
  const box = page.locator("input[type=file]");
  const choose = (name: string, content: string) =>
    box.setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  await choose("empty.csv", "");
  await expect(page.getByRole("alert")).toContainText("It is empty.");
  await choose("wrong.csv", WRONG);
  const problems = page.getByRole("region", { name: "Problems" });
  await expect(problems.getByRole("row")).toHaveText([
    /Line/,
    /3.*number.*twice.*R900 \(2\)/,
    /4.*number.*a camera of the site has this number.*205/,
    /5.*whole line.*quotation mark/,
  ]);
  await expect(page.getByRole("button", { name: "Import 1 camera" })).toBeDisabled();
  expect(await findViolations(page), "problems").toEqual([]);

  await choose("right.csv", RIGHT);
  await page.getByRole("button", { name: "Import 900 cameras" }).click();
  await expect(page.getByRole("button", { name: "Take this import back" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Imports" }).getByRole("listitem")).toContainText("right.csv");
  expect(await findViolations(page), "imported").toEqual([]);
  const search = page
    .getByRole("searchbox")
    .or(page.getByRole("textbox", { name: /Find|Search/ }))
    .first();
  await page.getByRole("navigation").getByRole("button", { name: "Wall" }).click();
  await search.fill("R9899");
  await expect(page.getByRole("option", { name: /R9899/ })).toBeVisible();

  await page.getByRole("navigation").getByRole("button", { name: "Import cameras" }).click();
  await page.getByRole("button", { name: "Take this import back" }).click();
  await expect(page.getByRole("region", { name: "Imports" }).getByRole("listitem")).toContainText("taken back");
  await page.getByRole("navigation").getByRole("button", { name: "Wall" }).click();
  await expect(page.getByRole("option", { name: /R9899/ })).toHaveCount(0);

  await signOut(page);
  await signIn(page, "analyst");
  await expect(page.getByRole("navigation").getByRole("button", { name: "Import cameras" })).toHaveCount(0);
});
