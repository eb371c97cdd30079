import { afterEach, beforeEach, expect, it } from "vitest";
import { createHandClock } from "../testing/handClock.ts";
import { createHandHost, type HandHost, monitor } from "../testing/handHost.ts";
import { createTestShell, openTestDesk, type TestDesk } from "../testing/openTestDesk.ts";
import type { TestWindow } from "../testing/testWindow.ts";

let clock: ReturnType<typeof createHandClock>;
let host: HandHost;
let at: TestDesk;
let window: TestWindow;

beforeEach(async () => {
  clock = createHandClock();
  host = createHandHost([monitor(0), monitor(1)]);
  at = await openTestDesk({ hubUrl: "http://127.0.0.1:9", clock, shell: { ...createTestShell(), host: () => host } });
  at.desk.displays.hostChanged();
  window = await at.openWindow(2, { isHung: true });
});

afterEach(() => at.close());

const beat = (some: TestWindow) => some.call("window.beat", {});
const isSaidSilent = () => host.acts.includes("kill 2");

async function beatFor(some: TestWindow, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    clock.advance(1_000);
    await beat(some);
  }
}

it("ends a window that stops beating 5 s after its last beat, once", async () => {
  await beatFor(window, 10);
  expect(isSaidSilent()).toBe(false);
  clock.advance(4_500);
  expect(isSaidSilent()).toBe(false);
  clock.advance(1_000);
  expect(isSaidSilent()).toBe(true);
  clock.advance(1_000);
  expect(host.acts).toEqual(["kill 2"]);
});

it("is not fooled by a hidden window, whose timers may be slowed", async () => {
  await window.call("window.visibility", { isVisible: false });
  clock.advance(60_000);
  expect(isSaidSilent()).toBe(false);
  await window.call("window.visibility", { isVisible: true });
  clock.advance(5_500);
  expect(isSaidSilent()).toBe(true);
});

it("is not fooled by a machine that slept", async () => {
  clock.jump(3_600_000);
  clock.advance(4_000);
  await beat(window);
  clock.advance(4_000);
  expect(isSaidSilent()).toBe(false);
});

it("leaves a display alone while another of its windows answers", async () => {
  const second = await at.openWindow(2, { isHung: true });
  clock.advance(4_000);
  await beat(second);
  clock.advance(2_000);
  expect(isSaidSilent()).toBe(false);
});
