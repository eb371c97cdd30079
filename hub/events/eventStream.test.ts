import { afterEach, beforeEach, expect, test } from "vitest";
import type { HubEvent } from "../../contract/hubEvents.ts";
import type { Session } from "../people/sessions.ts";
import { createHandClock, type HandClock } from "../test/createHandClock.ts";
import { createEventStream, type EventStream } from "./eventStream.ts";

let clock: HandClock;
let events: EventStream;
beforeEach(() => {
  clock = createHandClock();
  events = createEventStream(clock);
});
afterEach(() => events.close());

function makeSession(id: string, lifeMs: number): Session {
  const account = { name: id, kind: "operator", label: id, roles: [], password: "" } as const;
  const station = { id: "station:1", name: "Station", thumbprint: "thumb" };
  const owned = { ownerId: undefined, firstCameraId: undefined };
  return { id, station, account: { ...account, ...owned }, endsAtMs: clock.nowMs() + lifeMs };
}

function listen(session: Session) {
  const seen: HubEvent["type"][] = [];
  let isClosed = false;
  events.attach(session, undefined, {
    send: (event) => seen.push(event.type) > 0,
    close: () => {
      isClosed = true;
    },
  });
  return { seen, isClosed: () => isClosed };
}

test("a sign-in whose time is over is told so, and hears nothing after", () => {
  const short = listen(makeSession("short", 2_500));
  const long = listen(makeSession("long", 60_000));
  clock.advance(3_000);
  events.publish({ type: "approvals.changed" }, { to: "all" });
  expect([short.seen.slice(-2), short.isClosed()]).toEqual([["heartbeat", "session.revoked"], true]);
  expect([long.seen.at(-1), long.isClosed()]).toEqual(["approvals.changed", false]);
});

test("a reader that cannot keep up is dropped", () => {
  let closed = 0;
  events.attach(makeSession("slow", 60_000), undefined, { send: () => false, close: () => closed++ });
  clock.advance(5_000);
  expect(closed).toBe(1);
});
