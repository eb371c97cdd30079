import { expect, test } from "vitest";
import type { HubSession } from "../hub/hubSession.ts";
import { createHandClock } from "../testing/handClock.ts";
import { createTestLog } from "../testing/openTestDesk.ts";
import { createQuestions } from "./questions.ts";
import { createViewingBook } from "./viewingBook.ts";

/** Renews a running viewing of `cam:1` with a hub that answers this. */
async function renewWith(refused: { cameraId: string }) {
  const log = createTestLog();
  const answer = { outcome: "deny", reasons: ["CONSENT_NONE"], ...refused };
  const session = {
    call: (async () => ({ answers: [{ viewingId: "v1", answer }], hubNowMs: 1 })) as unknown as HubSession["call"],
    me: () => null,
    stationId: () => "station:1",
  };
  const identity = { info: () => null, keys: () => null };
  const time = { nowMs: () => 1 };
  const questions = createQuestions({
    session,
    identity,
    key: { thumbprint: "t" },
    time,
    clock: createHandClock(),
    log,
  });
  const about = {
    claimId: "c",
    windowId: "w",
    display: 1,
    tile: 1,
    isPreview: false,
    range: null,
    cameraId: "cam:1",
    shared: null,
  } as const;
  const claim = { ...about, status: { state: "asking" } as const };
  const shared = createViewingBook(() => {}).join(claim, { code: "training" });
  shared.viewingId = "v1";
  const [verdict] = await questions.renew([shared]);
  return { verdict, isAlarmed: log.has("integrity.alarm") };
}

test("a viewing the hub does not know any more is refused, without an alarm", async () => {
  const { verdict, isAlarmed } = await renewWith({ cameraId: "v1" });
  expect(verdict?.answer).toMatchObject({ outcome: "deny", cameraId: "cam:1", reasons: ["CONSENT_NONE"] });
  expect(isAlarmed).toBe(false);
});

test("an answer about another camera is an alarm", async () => {
  const { verdict, isAlarmed } = await renewWith({ cameraId: "cam:2" });
  expect([verdict?.answer.outcome, isAlarmed]).toEqual(["deny", true]);
});
