import type { Page } from "@playwright/test";
import type { BenchPart } from "./benchPart.ts";
import { makeBenchSite } from "./makeBenchSite.ts";
import { openMeasuredBrowser } from "./measuredBrowser.ts";
import { openOurWall } from "./ourWall.ts";
import { percentile } from "./statistics.ts";

const TILES = 36;
const QUICK_ROUNDS = 5;
const ROUNDS = 30;
/** On a machine at its limit the first frames come late, and the keys are to be measured all the same. */
const PLAYING_LIMIT_MS = 60_000;

/** Keys that show something at once, and back again: what each is called in the figures, and the two presses. */
const KEYS: readonly (readonly [name: string, there: string, back: string])[] = [
  ["select", "ArrowRight", "ArrowLeft"],
  ["full", "f", "f"],
  ["digit", "2", "Backspace"],
  ["empty", "Delete", "Control+z"],
  ["sheet", "?", "Escape"],
  ["palette", "Control+k", "Escape"],
];
const EFFECT_LIMIT_MS = 5_000;
/** A hand's pause between two keys; players and clocks go on meanwhile. */
const PAUSE_MS = 120;

declare global {
  var glasshouseKeys: {
    /** From the next key press to the frame that shows its effect, milliseconds. */
    arm(): void;
    effectMs: Promise<number>;
  };
}

/** From a key press to the frame that shows what it did, while 36 tiles play. */
export const keysPart: BenchPart = {
  name: "keys",
  async run({ isQuick, siteDir, note }) {
    await makeBenchSite(siteDir, TILES);
    const browser = await openMeasuredBrowser();
    const wall = await openOurWall(siteDir, browser);
    await wall.open();
    const areAllPlaying = (tiles: number) => glasshouseProbe.firstFrameAtMs.length >= tiles;
    await wall.page.waitForFunction(areAllPlaying, TILES, { timeout: PLAYING_LIMIT_MS, polling: 250 });
    const effects = await measureKeys(wall.page, isQuick ? QUICK_ROUNDS : ROUNDS);
    await wall.close();
    await browser.close();
    for (const [key, delays] of effects) note(`keyEffectMs.${key}.p95`, Math.round(percentile(delays, 0.95)));
    const all = [...effects.values()].flat();
    note("keyEffectMs.p50", Math.round(percentile(all, 0.5)));
    note("keyEffectMs.p95", Math.round(percentile(all, 0.95)));
    note("keyEffectMs.max", Math.round(Math.max(...all)));
  },
};

/** Delays by name of the key, milliseconds: from the event's own time stamp to the frame after what changed. */
async function measureKeys(page: Page, rounds: number): Promise<Map<string, number[]>> {
  await page.evaluate(installKeyProbe, EFFECT_LIMIT_MS);
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowDown");
  const effects = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, there, back] of KEYS) {
      const delays = effects.get(name) ?? [];
      effects.set(name, delays);
      for (const key of [there, back]) {
        await page.waitForTimeout(PAUSE_MS);
        await page.evaluate(() => glasshouseKeys.arm());
        await page.keyboard.press(key);
        delays.push(await page.evaluate(() => glasshouseKeys.effectMs));
      }
    }
  }
  return effects;
}

/** Runs inside the page; must not use anything from outside itself. */
function installKeyProbe(limitMs: number): void {
  /** What keys change, and nothing that changes by itself. */
  const readState = () => {
    const tiles = [...document.querySelectorAll<HTMLElement>("[data-tile]")];
    const open = document.querySelectorAll("[role=dialog]").length;
    const words = tiles.map((tile) => `${tile.dataset.camera}${tile.ariaCurrent}${tile.classList.contains("isFull")}`);
    return `${words.join()} ${document.querySelector(".typed")?.textContent} ${open}`;
  };
  const waitForEffect = () =>
    new Promise<number>((resolve, reject) => {
      const before = readState();
      const limit = setTimeout(() => reject(new Error("the key showed no effect")), limitMs);
      let pressedAtMs = Number.NaN;
      const watcher = new MutationObserver(() => {
        if (Number.isNaN(pressedAtMs) || readState() === before) return;
        watcher.disconnect();
        clearTimeout(limit);
        // A task after the frame's callbacks: by then the frame has been drawn.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - pressedAtMs);
          port2.postMessage(null);
        });
      });
      watcher.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      const note = (event: KeyboardEvent) => {
        // Modifiers have no effect of their own.
        if (["Control", "Shift", "Alt", "Meta"].includes(event.key)) return;
        pressedAtMs = event.timeStamp;
        removeEventListener("keydown", note, true);
      };
      addEventListener("keydown", note, true);
    });
  globalThis.glasshouseKeys = {
    arm() {
      globalThis.glasshouseKeys.effectMs = waitForEffect();
    },
    effectMs: Promise.resolve(Number.NaN),
  };
}
