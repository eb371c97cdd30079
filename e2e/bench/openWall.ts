import { expect, type Locator } from "@playwright/test";
import { openDeskWindow } from "../fixtures/deskWindow.ts";
import { signIn } from "../fixtures/glasshouse.ts";
import { selectIncident } from "../fixtures/operate.ts";
import { startProgram } from "../fixtures/program.ts";
import { ALLOWED } from "../fixtures/site.ts";
import type { Bench, BenchPart } from "./benchPart.ts";
import { openMeasuredBrowser } from "./measuredBrowser.ts";
import { median, percentile } from "./statistics.ts";

/** From the press on "Open wall" to the last of an incident's thirteen pictures, with an empty wall each time. */
export const openWallPart: BenchPart = { name: "openwall", run: measureOpenWall };

const DISPLAY = 1;
/** A wall that takes longer is broken, not slow. */
const LIMIT_MS = 60_000;

async function measureOpenWall({ note, isQuick }: Bench): Promise<void> {
  const rounds = isQuick ? 6 : 20;
  const program = await startProgram({ entry: "dist/web/main.js", args: ["--web", "--no-open"] });
  const browser = await openMeasuredBrowser();
  const page = await browser.openPage(program.ready.url);
  await signIn(page, "analyst");
  const desk = await openDeskWindow(program.ready);
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await selectIncident(page);
    took.push(await measureOpening(page.getByRole("button", { name: "Open wall" })));
    await desk.call("wall.clear", { display: DISPLAY });
    await expect(page.locator('[data-tile]:not([data-state="empty"])')).toHaveCount(0);
  }
  note("openWallMs.median", Math.round(median(took)));
  note("openWallMs.p95", Math.round(percentile(took, 0.95)));
  note("openWallMs.max", Math.round(Math.max(...took)));
  desk.close();
  await browser.close();
  await program.close();
}

/** Presses and watches inside the page, without the test tool's own travel; milliseconds until every tile is live. */
function measureOpening(button: Locator): Promise<number> {
  return button.evaluate(
    (element, { tiles, limitMs }) =>
      new Promise<number>((resolve, reject) => {
        const pressedAt = performance.now();
        const limit = setTimeout(() => reject(new Error(`not ${tiles} tiles are live after ${limitMs} ms`)), limitMs);
        const look = () => {
          if (document.querySelectorAll('[data-tile][data-camera][data-state="live"]').length < tiles) return;
          clearTimeout(limit);
          watcher.disconnect();
          resolve(performance.now() - pressedAt);
        };
        const watcher = new MutationObserver(look);
        watcher.observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-state"] });
        if (element instanceof HTMLElement) element.click();
      }),
    { tiles: ALLOWED.length, limitMs: LIMIT_MS },
  );
}
