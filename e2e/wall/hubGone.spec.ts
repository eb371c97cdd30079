import { expect, signIn, test, tileOf } from "../fixtures/glasshouse.ts";
import { openIncidentWall } from "../fixtures/operate.ts";
import { ALLOWED } from "../fixtures/site.ts";

const PRIVATE = [204, 211, 212, 231, 233, 260];
const SILENT_WITHIN_MS = 4_000;
const BACK_WITHIN_MS = 5_000;

test("private tiles go dark when the hub dies, and all come back by themselves", async ({ glasshouse }) => {
  const { hubPid, hubUrl } = glasshouse.program.ready;
  test.skip(hubPid === undefined, "this shell does not tell the hub's process id");
  const page = await glasshouse.openConsole();
  await signIn(page, "analyst");
  await openIncidentWall(page);

  process.kill(hubPid ?? 0, "SIGKILL");
  const killedAtMs = performance.now();
  for (const number of PRIVATE) {
    await expect(tileOf(page, number)).toHaveAttribute("data-state", "silent", { timeout: SILENT_WITHIN_MS });
  }
  const silentMs = Math.round(performance.now() - killedAtMs);
  expect(silentMs).toBeLessThanOrEqual(SILENT_WITHIN_MS);

  await expect.poll(() => isUp(hubUrl), { intervals: [50], timeout: 10_000 }).toBe(true);
  const backAtMs = performance.now();
  for (const number of ALLOWED) await expect(tileOf(page, number)).toHaveAttribute("data-state", "live");
  const returnMs = Math.round(performance.now() - backAtMs);
  test.info().annotations.push({ type: "figure", description: `silent ${silentMs} ms, back ${returnMs} ms` });
  expect(returnMs).toBeLessThanOrEqual(BACK_WITHIN_MS);
});

async function isUp(hubUrl: string): Promise<boolean> {
  try {
    return (await fetch(`${hubUrl}/v1/info`)).ok;
  } catch {
    return false;
  }
}
