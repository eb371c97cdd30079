import type { Page } from "@playwright/test";
import { type DeskWindow, openDeskWindow } from "../fixtures/deskWindow.ts";
import { signIn } from "../fixtures/glasshouse.ts";
import { startProgram } from "../fixtures/program.ts";
import type { BenchPart } from "./benchPart.ts";
import { BENCH_INCIDENT, describeBenchSite } from "./benchSiteData.ts";
import { type CountedTile, countTiles } from "./countTiles.ts";
import { BENCH_SCENES } from "./encodeBenchClip.ts";
import { makeBenchSite } from "./makeBenchSite.ts";
import { openMeasuredBrowser } from "./measuredBrowser.ts";

const TILES_PER_DISPLAY = 16;
const DISPLAYS = [1, 2, 3, 4];
const TILES = TILES_PER_DISPLAY * DISPLAYS.length;
/** The first tile of each display. */
const PINNED_TILE = 1;
/** The budget starts from a guess and moves one stream in half a second: so long until it has found its place. */
const SETTLE_MS = 60_000;
const COUNT_MS = 20_000;
const STATES = ["live", "keyFrames", "delayed", "frozen", "overloaded", "other"] as const;

/**
 * 64 tiles over four windows on one machine, one tile of each pinned, the decode budget at work. Frames are counted by
 * the benchmark itself; what every tile says of itself is held against them.
 */
export const tiles64Part: BenchPart = {
  name: "tiles64",
  async run({ siteDir, note }) {
    await makeBenchSite(siteDir, TILES);
    const args = ["--web", "--no-open", "--site", siteDir];
    const program = await startProgram({ entry: "dist/web/main.js", args });
    const browser = await openMeasuredBrowser();
    const console = await browser.openPage(program.ready.url);
    await signIn(console, "analyst");
    const desk = await openDeskWindow(program.ready);
    await fillDisplays(desk);
    const pages: Page[] = [console];
    for (const display of DISPLAYS.slice(1)) pages.push(await browser.openPage(addressOf(program.ready.url, display)));
    await console.waitForTimeout(SETTLE_MS);
    const counted = await Promise.all(pages.map((page) => countTiles(page, COUNT_MS)));
    noteTiles(counted.flat(), note);
    desk.close();
    await browser.close();
    await program.close();
  },
};

function addressOf(consoleUrl: string, display: number): string {
  const url = new URL(consoleUrl);
  url.search = `?display=${display}`;
  return url.href;
}

/** Sixteen cameras a display, the first of them pinned. */
async function fillDisplays(desk: DeskWindow): Promise<void> {
  const cameras = describeBenchSite(TILES, Object.keys(BENCH_SCENES))["cameras.json"].map(({ id }) => id);
  const purpose = { code: "emergency-response", incidentId: BENCH_INCIDENT } as const;
  for (const display of DISPLAYS) {
    if (display > 1) await desk.call("wall.openDisplay", { display });
    await desk.call("wall.setLayout", { display, layout: "4x4" });
    await desk.call("purpose.set", { display, purpose });
    const cameraIds = cameras.slice((display - 1) * TILES_PER_DISPLAY, display * TILES_PER_DISPLAY);
    await desk.call("wall.fill", { display, cameraIds });
    await desk.call("tile.pin", { display, tiles: [PINNED_TILE], isPinned: true });
  }
}

function noteTiles(tiles: readonly CountedTile[], note: (name: string, value: number) => void): void {
  const pinned = tiles.filter(({ tile }) => tile === PINNED_TILE);
  note("tiles64.tiles", tiles.length);
  note("tiles64.pinnedLost", lostShare(pinned));
  note("tiles64.lostFrames", lostShare(tiles));
  for (const state of STATES) note(`tiles64.${state}`, tiles.filter((tile) => nameState(tile) === state).length);
  note("tiles64.notTrue", tiles.filter(({ isTrue }) => !isTrue).length);
}

/** Of the frames the streams now shown carry. */
function lostShare(tiles: readonly CountedTile[]): number {
  const due = tiles.reduce((sum, tile) => sum + tile.due, 0);
  const shown = tiles.reduce((sum, tile) => sum + Math.min(tile.due, tile.shown), 0);
  return due === 0 ? 1 : 1 - shown / due;
}

function nameState({ state, frames }: CountedTile): (typeof STATES)[number] {
  if (state === "live" && frames === "key") return "keyFrames";
  return STATES.find((known) => known === state) ?? "other";
}
