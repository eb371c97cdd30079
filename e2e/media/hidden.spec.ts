import { expect, signIn, test, tileOf } from "../fixtures/glasshouse.ts";
import { measureReturn, setHidden } from "../fixtures/hidden.ts";
import { openIncidentWall } from "../fixtures/operate.ts";
import { ALLOWED } from "../fixtures/site.ts";

/** Longer than the desk's own 5 s after which it ends the views of a window nobody sees. */
const HIDDEN_MS = 8_000;
const BACK_WITHIN_MS = 2_000;
/** A frame so young is at the live edge. */
const EDGE_MS = 1_500;

test("a window hidden and shown again is back at the live edge within 2 s, with fresh views", async ({
  glasshouse,
}) => {
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await openIncidentWall(page);
  await setHidden(page, true);
  for (const number of ALLOWED) await expect(tileOf(page, number)).toHaveAttribute("data-state", "ended");
  await page.waitForTimeout(HIDDEN_MS - 5_000);
  const backMs = await measureReturn(page, ALLOWED, EDGE_MS);
  test.info().annotations.push({ type: "figure", description: `back ${Math.round(backMs)} ms after it was shown` });
  expect(backMs).toBeLessThanOrEqual(BACK_WITHIN_MS);
});
