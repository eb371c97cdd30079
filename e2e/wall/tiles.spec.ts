import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import type { Locator, Page } from "@playwright/test";
import { expect, signIn, test, tileOf } from "../fixtures/glasshouse.ts";
import { placeCameras, showCameras } from "../fixtures/operate.ts";
import { REFUSED } from "../fixtures/site.ts";

/** A business camera whose owner hides a region and asks for a watermark, and allows snapshots. */
const MASKED = 231;
const NOT_KEPT = 260;

async function selectTile(page: Page, tile: Locator): Promise<void> {
  await page.keyboard.type(`T${await tile.getAttribute("data-tile")}`);
  await page.keyboard.press("Enter");
  await expect(tile).toHaveAttribute("aria-current", "true");
}

/** Drags with the button of the mouse, Shift held or not at the drop. */
async function drag(page: Page, from: Locator, to: Locator, modifier?: "Shift"): Promise<void> {
  await from.hover();
  await page.mouse.down();
  const box = await to.boundingBox();
  if (box === null) throw new Error("nothing to drop on");
  await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2, { steps: 4 });
  if (modifier !== undefined) await page.keyboard.down(modifier);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 2 });
  await page.mouse.up();
  if (modifier !== undefined) await page.keyboard.up(modifier);
}

test("a sequence shows its next camera the moment its turn comes, and says why one is not shown", async ({
  glasshouse,
}) => {
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await showCameras(page, [205]);
  await page.keyboard.press("q");
  for (const number of [206, REFUSED]) {
    await page.getByRole("textbox", { name: "Add camera number" }).fill(String(number));
    await page.keyboard.press("Enter");
  }
  await page.getByRole("textbox", { name: "Seconds for each" }).fill("8");
  await page.getByRole("button", { name: "Use sequence" }).click();
  await expect(tileOf(page, 205)).toHaveAttribute("data-state", "live");

  // The next one has its first frame below the tile; then the turn comes, in the same element.
  const behind = page.locator(".tile.isBehind video.picture-front");
  await expect(behind).toHaveCount(1);
  const element = await behind.elementHandle();
  const turned = await page.evaluate(
    (video) =>
      new Promise<{ state: string | null; isSame: boolean }>((resolve) => {
        const look = () => {
          const tile = document.querySelector('[data-tile][data-camera="206"]');
          if (tile === null) requestAnimationFrame(look);
          else resolve({ state: tile.getAttribute("data-state"), isSame: tile.contains(video) });
        };
        look();
      }),
    element,
  );
  expect(turned.isSame).toBe(true);
  expect(["live", "delayed"]).toContain(turned.state);

  await expect(tileOf(page, REFUSED)).toHaveAttribute("data-state", "refused");
  await expect(tileOf(page, REFUSED)).toContainText("NOT AVAILABLE");
  await page.keyboard.press("Shift+Q");
  await page.keyboard.press("PageUp");
  await expect(tileOf(page, 206)).toContainText("2/3");
  await page.keyboard.press("u");
  for (const number of [205, 206, REFUSED]) await expect(tileOf(page, number)).toHaveCount(1);
});

test("cameras, tiles and views are dropped on tiles and displays, and Shift makes them take turns", async ({
  glasshouse,
}) => {
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await placeCameras(page, [205, 206]);
  const row = (number: number) => page.getByRole("option", { name: new RegExp(`^${number}`) });
  const tile = (number: number) => page.locator(`[data-tile="${number}"]`);

  await row(219).click({ modifiers: ["Control"] });
  await row(240).click({ modifiers: ["Control"] });
  await drag(page, row(240), tile(6));
  await expect(tile(6)).toHaveAttribute("data-camera", "219");
  await expect(tileOf(page, 240)).toHaveCount(1);

  await drag(page, row(241), tile(6), "Shift");
  await expect(tile(6)).toContainText("1/2");
  await drag(page, tile(6), tile(9));
  await expect(tile(9)).toContainText("1/2");

  const display = await glasshouse.openDisplay(page, 2);
  await page.bringToFront();
  await drag(page, tile(9), page.getByRole("button", { name: "Display 2", exact: true }));
  await expect(display.locator('[data-tile="1"]')).toContainText("1/2");
  await expect(display.locator('[data-tile="1"]')).toHaveAttribute("data-state", /live|delayed/);
  await page.keyboard.press("Control+z");
  await expect(tile(9)).toContainText("1/2");

  await page.keyboard.press("v");
  await page.getByRole("textbox", { name: "Name" }).fill("Corner");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Open view Corner" }).waitFor();
  await drag(page, page.locator(".viewGrip"), page.getByRole("button", { name: "Display 2", exact: true }));
  await expect(tileOf(display, 219)).toHaveCount(1);
  await expect(display.locator('[data-tile="9"]')).toContainText("1/2");
});

test("the hotspot follows the selection at the largest rendition, and a pin stays when room gets short", async ({
  glasshouse,
}) => {
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await placeCameras(page, [205, 206, 219]);
  const hotspot = page.locator('[data-tile="5"]');
  await selectTile(page, hotspot);
  await page.keyboard.press("h");
  await selectTile(page, tileOf(page, 206));
  await expect(hotspot).toHaveAttribute("data-camera", "206");
  await expect(hotspot).toHaveAttribute("data-rendition", "main");
  await selectTile(page, tileOf(page, 219));
  await expect(hotspot).toHaveAttribute("data-camera", "219");
  await selectTile(page, page.locator('[data-tile="3"]'));
  await page.keyboard.press("p");
  await expect(page.locator('[data-tile="3"]')).toHaveAccessibleName(/pinned/);
  await page.keyboard.press("Alt+Shift+Digit1");
  await expect(page.locator('[data-tile="1"]')).toHaveAttribute("data-camera", "219");
});

test("zoom asks for more, moves the mask with the picture and leaves the watermark whole", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await showCameras(page, [MASKED]);
  const tile = tileOf(page, MASKED);
  await expect(tile).toHaveAttribute("data-state", /live|delayed/);
  await expect(tile.locator(".picture-watermark")).not.toBeEmpty();
  const rectOf = (selector: string) =>
    tile.locator(selector).evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { left, top, width, height };
    });
  const watermark = await rectOf(".picture-watermark");
  const mask = await rectOf(".picture-masks polygon");
  await tile.hover();
  for (let n = 0; n < 30; n++) await page.mouse.wheel(0, -100);
  await expect(tile).toContainText("ZOOM 8×");
  await expect(tile).toHaveAttribute("data-rendition", "main");
  expect(await rectOf(".picture-watermark")).toEqual(watermark);
  const zoomed = await rectOf(".picture-masks polygon");
  expect(zoomed.width / mask.width).toBeCloseTo(8, 1);
  // However far it is dragged, the picture covers the place where the watermark lies.
  const box = await tile.boundingBox();
  if (box === null) throw new Error("no tile");
  for (const [dx, dy] of [
    [2_000, 2_000],
    [-4_000, -4_000],
  ] as const) {
    await page.mouse.move(box.x + 20, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + dx, box.y + dy, { steps: 3 });
    await page.mouse.up();
    const frame = await rectOf(".picture-frame");
    const picture = await rectOf(".picture-zoomed");
    const whole = await rectOf(".picture");
    const barX = (whole.width - frame.width) / 2 / whole.width;
    const barY = (whole.height - frame.height) / 2 / whole.height;
    expect(picture.left + picture.width * barX).toBeLessThanOrEqual(frame.left + 3);
    expect(picture.left + picture.width * (1 - barX)).toBeGreaterThanOrEqual(frame.left + frame.width - 3);
    expect(picture.top + picture.height * barY).toBeLessThanOrEqual(frame.top + 3);
    expect(picture.top + picture.height * (1 - barY)).toBeGreaterThanOrEqual(frame.top + frame.height - 3);
  }
  await page.mouse.dblclick(box.x + 20, box.y + box.height / 2);
  await expect(tile).not.toContainText("ZOOM");
  await expect(tile).not.toHaveClass(/isFull/);
});

test("a snapshot is kept with mask and words in it, a forbidden one says so", async ({ glasshouse }) => {
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await placeCameras(page, [MASKED, NOT_KEPT]);
  for (const number of [MASKED, NOT_KEPT])
    await expect(tileOf(page, number)).toHaveAttribute("data-state", /live|delayed/);
  await selectTile(page, tileOf(page, MASKED));
  await page.keyboard.press("s");
  await expect(page.getByText(/^Snapshot saved: /)).toBeVisible();
  const folder = join(glasshouse.program.dataDir, "snapshots", "analyst");
  const [file = ""] = readdirSync(folder);
  expect(file).toMatch(/^\d{4}-\d\d-\d\d_\d\d-\d\d-\d\dZ_camera-231\.png$/);
  const image = await loadImage(readFileSync(join(folder, file)));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const brightest = (x: number, y: number, width: number, height: number) =>
    context
      .getImageData(x, y, width, height)
      .data.reduce((most, value, at) => (at % 4 === 3 ? most : Math.max(most, value)), 0);
  const pictureHeight = (image.width * 9) / 16;
  // The region its owner hides, well inside its edges, is black; elsewhere there is a picture; below it are words.
  expect(brightest(image.width * 0.72, pictureHeight * 0.08, image.width * 0.2, pictureHeight * 0.12)).toBe(0);
  expect(brightest(0, pictureHeight * 0.4, image.width * 0.5, pictureHeight * 0.4)).toBeGreaterThan(60);
  expect(image.height).toBeGreaterThan(pictureHeight + 30);
  expect(brightest(0, pictureHeight + 4, image.width, image.height - pictureHeight - 4)).toBeGreaterThan(200);

  await selectTile(page, tileOf(page, NOT_KEPT));
  await page.keyboard.press("s");
  await expect(page.getByText("The owner allows watching, not keeping a picture.")).toBeVisible();
  expect(readdirSync(folder)).toEqual([file]);
});
