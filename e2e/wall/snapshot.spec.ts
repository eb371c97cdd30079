import { expect, signIn, test, tileOf } from "../fixtures/glasshouse.ts";
import { openIncidentWall } from "../fixtures/operate.ts";

const RESIDENT_PORCH = 260;

test("neither the browser's menu of a video nor a printout gives a frame away", async ({ glasshouse }) => {
  const console = await glasshouse.openConsole();
  await signIn(console, "analyst");
  await openIncidentWall(console);
  const tile = tileOf(console, RESIDENT_PORCH);
  const pointedAt = await tile.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.ownerDocument.elementFromPoint(left + width / 2, top + height / 2)?.tagName;
  });
  expect(pointedAt).not.toBe("VIDEO");
  const video = tile.locator("video.picture-front");
  await expect(video).toBeVisible();
  await console.emulateMedia({ media: "print" });
  await expect(video).toBeHidden();
});
