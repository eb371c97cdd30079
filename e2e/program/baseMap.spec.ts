import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { launchBrowser } from "../fixtures/browser.ts";
import { signIn } from "../fixtures/glasshouse.ts";
import { startProgram } from "../fixtures/program.ts";
import { makeVectorFile } from "../fixtures/vectorFile.ts";

/** One grey pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNsaGj4DwAFhAKA5mA6WAAAAABJRU5ErkJggg==",
  "base64",
);

/** A program with a base map, its map on the screen of a browser of its own. */
async function withMap(source: string, act: (page: Page) => Promise<void>): Promise<void> {
  const program = await startProgram({ entry: "dist/web/main.js", args: ["--web", "--no-open", "--map", source] });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1_280, height: 800 } });
    await page.goto(program.ready.url);
    await signIn(page, "analyst");
    await page.getByRole("navigation").getByRole("button", { name: "Map" }).click();
    await expect(page.locator(".mapStage[data-pins]")).toBeVisible();
    await act(page);
  } finally {
    await browser.close();
    await program.close();
  }
}

test("picture tiles come through the desk, and a server that turns to HTML is said, with the pins still there", async () => {
  const askers = new Set<string | undefined>();
  let answer = (response: ServerResponse) => void response.writeHead(200, { "content-type": "image/png" }).end(PNG);
  const tiles = createServer((request, response) => {
    askers.add(request.headers["user-agent"]);
    answer(response);
  }).listen(0, "127.0.0.1");
  await once(tiles, "listening");
  const template = `http://127.0.0.1:${(tiles.address() as AddressInfo).port}/{z}/{x}/{y}.png`;
  await withMap(template, async (page) => {
    await expect(page.locator("img.leaflet-tile-loaded").first()).toBeVisible();
    await expect(page.getByText("© OpenStreetMap contributors")).toBeVisible();
    expect([...askers].every((agent) => agent?.startsWith("Glasshouse/"))).toBe(true);
    answer = (response) => void response.writeHead(200, { "content-type": "image/png" }).end("<html>Sorry</html>");
    await page.keyboard.press("+");
    await page.keyboard.press("+");
    await expect(page.getByText("The map server sends something that is no map.")).toBeVisible();
    await page.keyboard.press("ArrowRight");
    await expect(page.locator(".mapMain > [role=status].unseen")).not.toBeEmpty();
    answer = (response) => void response.writeHead(200).end(PNG);
  });
  tiles.closeAllConnections();
  tiles.close();
});

test.describe("a PMTiles file", () => {
  const folder = mkdtempSync(join(tmpdir(), "glasshouse-pmtiles-"));
  test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("is drawn below the pins", async () => {
    const path = join(folder, "whole.pmtiles");
    writeFileSync(path, makeVectorFile());
    await withMap(path, async (page) => {
      const drawn = page.locator("canvas.leaflet-tile").first();
      await expect
        .poll(() =>
          drawn.evaluate((canvas: HTMLCanvasElement) => canvas.getContext("2d")?.getImageData(99, 99, 1, 1).data[3]),
        )
        .toBe(255);
    });
  });

  test("cut short leaves a map on plain ground that says so", async () => {
    const path = join(folder, "cut.pmtiles");
    writeFileSync(path, makeVectorFile().subarray(0, 150));
    await withMap(path, async (page) => {
      await expect(page.getByText("The map file is cut short.")).toBeVisible();
      await expect(page.locator("canvas.leaflet-tile")).toHaveCount(0);
    });
  });
});
