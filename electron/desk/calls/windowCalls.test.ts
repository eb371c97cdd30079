import { expect, test } from "vitest";
import { createHandClock } from "../testing/handClock.ts";
import { openTestDesk } from "../testing/openTestDesk.ts";

test("a window hidden, shown and hidden again waits once, from the last time", async () => {
  const clock = createHandClock();
  const at = await openTestDesk({ hubUrl: "http://127.0.0.1:9", clock });
  const window = await at.openWindow();
  const before = clock.pending();
  await window.call("window.visibility", { isVisible: false });
  await window.call("window.visibility", { isVisible: true });
  expect(clock.pending()).toBe(before);
  await window.call("window.visibility", { isVisible: false });
  await window.call("window.visibility", { isVisible: false });
  expect(clock.pending()).toBe(before + 1);
  await at.close();
});
