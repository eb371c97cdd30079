import { expect, signIn, test, tileOf } from "../fixtures/glasshouse.ts";
import { showCameras } from "../fixtures/operate.ts";
import { FREEZING } from "../fixtures/site.ts";

const FROZEN_WITHIN_MS = 2_300;
/** The camera stops once a minute; one whole round and a little is watched. */
const ROUND_MS = 75_000;

test("a picture that stops is called frozen in time, and never live", async ({ glasshouse }) => {
  test.setTimeout(ROUND_MS + 60_000);
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await showCameras(page, [FREEZING]);
  const tile = tileOf(page, FREEZING);
  await expect(tile).toHaveAttribute("data-state", "live");

  // Frames are counted by a callback of the test's own, apart from everything the program believes.
  const watched = await tile.evaluate(
    (element, roundMs) =>
      new Promise<{ frozenAfterMs: number; worstLiveGapMs: number }>((resolve) => {
        let lastFrameAtMs = performance.now();
        let worstLiveGapMs = 0;
        const count = () => {
          lastFrameAtMs = performance.now();
          element.querySelector("video")?.requestVideoFrameCallback(count);
        };
        count();
        const end = setTimeout(() => resolve({ frozenAfterMs: Number.POSITIVE_INFINITY, worstLiveGapMs }), roundMs);
        const look = setInterval(() => {
          const gapMs = performance.now() - lastFrameAtMs;
          const state = element.getAttribute("data-state");
          if (state === "live") worstLiveGapMs = Math.max(worstLiveGapMs, gapMs);
          if (state !== "frozen") return;
          clearInterval(look);
          clearTimeout(end);
          resolve({ frozenAfterMs: gapMs, worstLiveGapMs });
        }, 20);
      }),
    ROUND_MS,
  );
  test.info().annotations.push({ type: "figure", description: `frozen after ${Math.round(watched.frozenAfterMs)} ms` });
  expect(watched.frozenAfterMs).toBeLessThanOrEqual(FROZEN_WITHIN_MS);
  expect(watched.worstLiveGapMs).toBeLessThanOrEqual(FROZEN_WITHIN_MS);
  await expect(tile).toContainText("FROZEN");
  await expect(tile).toHaveAttribute("data-state", "live", { timeout: 20_000 });
});
