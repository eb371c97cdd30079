import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { DeskEventName, DeskEventPayload } from "../../../contract/deskApi.ts";
import { startTestHub, type TestHub } from "../../../hub/test/startTestHub.ts";
import { openTestDesk, type TestDesk } from "../testing/openTestDesk.ts";
import type { TestWindow } from "../testing/testWindow.ts";

const START = { act: "start", scenarioId: "shots-heard-mill-4th" } as const;

let hub: TestHub;
let desks: TestDesk[];
let trainer: TestWindow;
let trainee: TestWindow;
let traineeDesk: TestDesk;

async function open(operator: string): Promise<[TestDesk, TestWindow]> {
  const desk = await openTestDesk({ hubUrl: hub.url, enrolCode: await hub.hub.makeEnrolCode() });
  desks.push(desk);
  const window = await desk.openWindow();
  await window.call("session.signIn", { operator, password: "training" });
  return [desk, window];
}

beforeAll(async () => {
  hub = await startTestHub();
  desks = [];
  [, trainer] = await open("trainer");
  [traineeDesk, trainee] = await open("analyst");
}, 60_000);
afterAll(async () => {
  for (const desk of desks) await desk.close();
  await hub?.close();
});

function lastPayload<E extends DeskEventName>(window: TestWindow, event: E): DeskEventPayload<E> | undefined {
  const reply = window.replies.findLast((one) => one.kind === "event" && one.event === event);
  return reply?.kind === "event" ? (reply.payload as DeskEventPayload<E>) : undefined;
}
const lastOf = (window: TestWindow) => lastPayload(window, "training.changed")?.training;

test("a trainee's desk is told of every act, and its ticks have the site's time beside the hub's", async () => {
  await trainer.call("training.steer", START);
  await vi.waitFor(() => expect(lastOf(trainee)).toMatchObject({ state: "playing", speed: 1 }), { timeout: 10_000 });
  await trainer.call("training.steer", { act: "seek", positionMs: 100_000 });
  await trainer.call("training.steer", { act: "pause" });
  await vi.waitFor(() => expect(lastOf(trainee)).toMatchObject({ state: "paused" }), { timeout: 10_000 });
  const paused = lastOf(trainee);
  await vi.waitFor(
    () => {
      const tick = lastPayload(trainee, "hub.tick");
      expect(tick).toMatchObject({ trainingState: "paused", siteNowMs: paused?.siteNowMs });
    },
    { timeout: 10_000 },
  );
  const calls = (await trainee.call("incidents.snapshot", {})).incidents.map(({ id }) => id);
  expect(calls).toContain("T1-118501");
});

test("a window that opens later knows at its hello", async () => {
  const { info } = await traineeDesk.openWindow(1);
  expect(info.training).toMatchObject({ state: "paused" });
});

test("nobody but a trainer steers, whatever their window asks", async () => {
  await expect(trainee.call("training.steer", { act: "stop" })).rejects.toMatchObject({ code: "RIGHT_MISSING" });
  await expect(trainee.call("training.board", {})).rejects.toMatchObject({ code: "RIGHT_MISSING" });
  expect((await trainer.call("training.board", {})).run?.now.state).toBe("paused");
});

test("its end is told to all, and ticks know no site time any more", async () => {
  await trainer.call("training.steer", { act: "stop" });
  await vi.waitFor(() => expect(lastOf(trainee)).toBeNull(), { timeout: 10_000 });
  await vi.waitFor(() => expect(lastPayload(trainee, "hub.tick")?.siteNowMs).toBeUndefined(), { timeout: 10_000 });
});
