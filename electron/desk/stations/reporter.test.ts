import { beforeEach, expect, test } from "vitest";
import { Fault } from "../../../contract/faults.ts";
import { REPORT_EVERY_MS, type StationReport } from "../../../contract/stations.ts";
import { settle } from "../testing/consentBench.ts";
import { createHandClock, type HandClock } from "../testing/handClock.ts";
import { createTestLog } from "../testing/openTestDesk.ts";
import { createReporter, type Reporter } from "./reporter.ts";

let clock: HandClock;
let now: StationReport | null;
let sent: StationReport[];
let failure: Fault | null;
let reporter: Reporter;

beforeEach(() => {
  clock = createHandClock();
  now = { isLocked: false, displays: [] };
  sent = [];
  failure = null;
  const send = async (report: StationReport) => {
    sent.push(report);
    if (failure !== null) throw failure;
  };
  reporter = createReporter({ describe: () => now, send, clock, log: createTestLog() });
});

async function seconds(count: number): Promise<void> {
  for (let at = 0; at < count; at++) {
    clock.advance(1_000);
    reporter.turn();
    await settle();
  }
}

test("what has not changed is told once, and again after 15 s", async () => {
  await seconds(14);
  expect(sent).toHaveLength(1);
  await seconds(REPORT_EVERY_MS / 1_000);
  expect(sent).toHaveLength(2);
});

test("a hundred changes of one moment are one report, sent before the second is over", async () => {
  await seconds(1);
  now = { isLocked: true, displays: [] };
  for (let at = 0; at < 100; at++) reporter.hurry();
  clock.advance(200);
  await settle();
  expect(sent.map(({ isLocked }) => isLocked)).toEqual([false, true]);
});

test("a report that failed is sent again a second later", async () => {
  failure = new Fault("HUB_UNREACHABLE");
  await seconds(3);
  expect(sent).toHaveLength(3);
  failure = null;
  await seconds(3);
  expect(sent).toHaveLength(4);
});

test("nothing is sent while nobody is signed in, and a new hub is told everything", async () => {
  now = null;
  await seconds(3);
  expect(sent).toEqual([]);
  now = { isLocked: false, displays: [] };
  await seconds(3);
  reporter.forget();
  await seconds(1);
  expect(sent).toHaveLength(2);
});
