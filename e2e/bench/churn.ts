import { churnTiles, measureHeld } from "../fixtures/churnTiles.ts";
import type { Bench, BenchPart } from "./benchPart.ts";
import { makeBenchSite } from "./makeBenchSite.ts";
import { awaitFirstFrames, openMeasuredBrowser } from "./measuredBrowser.ts";
import { openOurWall } from "./ourWall.ts";

const TILES = 16;
/** Caches, pools and compiled code fill up with the first rounds and stay as they are. */
const WARM_UP = 60;
const OPENINGS = 2_000;
const BYTES_PER_MB = 1_048_576;

/** Opens and closes tiles of one window by the thousand: no player may be left out, no memory left behind. */
export const churnPart: BenchPart = { name: "churn", isExtra: true, run: measureChurn };

async function measureChurn({ note, siteDir }: Bench): Promise<void> {
  await makeBenchSite(siteDir, TILES);
  const browser = await openMeasuredBrowser();
  const wall = await openOurWall(siteDir, browser);
  const refused: string[] = [];
  wall.page.on("console", (message) => {
    if (message.text().includes("WebMediaPlayer")) refused.push(message.text());
  });
  await awaitFirstFrames(wall.page, TILES, await wall.open());
  await churnTiles(wall.page, TILES, WARM_UP);
  const before = await measureHeld(wall.page);
  const churn = await churnTiles(wall.page, TILES, OPENINGS);
  const after = await measureHeld(wall.page);
  await wall.close();
  await browser.close();
  note("churn.openings", churn.openings);
  note("churn.blockedPlayers", churn.blocked + refused.length);
  note("churn.worstOpenMs", Math.round(churn.worstMs));
  note("churn.heapMb", after.heapBytes / BYTES_PER_MB);
  note("churn.ratioHeap", after.heapBytes / before.heapBytes);
  note("churn.ratioNodes", after.nodes / before.nodes);
  note("churn.ratioListeners", after.listeners / before.listeners);
}
