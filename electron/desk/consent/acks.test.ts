import { expect, test } from "vitest";
import { AcksRequest } from "../../../contract/viewings.ts";
import { createHandClock } from "../testing/handClock.ts";
import { createTestLog } from "../testing/openTestDesk.ts";
import { createAcks } from "./acks.ts";

function openAcks() {
  const clock = createHandClock();
  const log = createTestLog();
  const sent: { viewingId: string; blankedAfterMs: number; framesAfter: number }[][] = [];
  const acks = createAcks(clock, log, async (items) => {
    AcksRequest.parse({ acks: items });
    sent.push(items);
  });
  return { clock, log, sent, acks };
}

test("says how long the last of a viewing's tiles took, and sums the frames that came after", () => {
  const { clock, sent, acks } = openAcks();
  acks.open("v", "owner-withdrew", ["a", "b"]);
  clock.advance(20);
  acks.covered("a", 1);
  clock.advance(30);
  acks.covered("b", 2);
  clock.advance(10);
  expect(sent).toEqual([[{ viewingId: "v", cause: "owner-withdrew", blankedAfterMs: 50, framesAfter: 3 }]]);
});

test("tells the hub of any number of revocations in calls it accepts", () => {
  const { clock, sent, acks } = openAcks();
  for (let n = 0; n < 300; n++) acks.open(`v${n}`, "incident-closed", []);
  clock.advance(10);
  expect(sent.map((items) => items.length)).toEqual([256, 44]);
});

test("says in its log which window never answered", () => {
  const { clock, log, sent, acks } = openAcks();
  acks.open("v", "owner-withdrew", ["a"]);
  clock.advance(2_000);
  expect([sent, log.lines.filter(({ event }) => event === "acks.missing").length]).toEqual([[], 1]);
});

test("takes a cover that was reported before its revocation came for an answer, and only then", () => {
  const { clock, sent, acks } = openAcks();
  acks.covered("a", 0);
  clock.advance(300);
  acks.open("v", "owner-withdrew", ["a"], true);
  acks.open("w", "owner-withdrew", ["a"]);
  clock.advance(10);
  expect(sent.flat().map(({ viewingId }) => viewingId)).toEqual(["v"]);
});
