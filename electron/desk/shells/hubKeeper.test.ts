import { describe, expect, it } from "vitest";
import type { DeskClock, Log } from "../ports.ts";
import { type ForkHub, HubNotStarted, startHub } from "./hubKeeper.ts";

interface FakeHub {
  readonly args: readonly string[];
  say(message: unknown): void;
  die(code: number | null): void;
  readonly calls: string[];
}

/** Remembers every process asked for; the test plays the hub. */
function createForks() {
  const hubs: FakeHub[] = [];
  const fork: ForkHub = (_entry, args) => {
    let onMessage = (_message: unknown): void => {};
    let onExit = (_code: number | null): void => {};
    const calls: string[] = [];
    hubs.push({ args, calls, say: (message) => onMessage(message), die: (code) => onExit(code) });
    return {
      pid: 100 + hubs.length,
      onMessage: (listener) => {
        onMessage = listener;
      },
      onExit: (listener) => {
        onExit = listener;
      },
      end: () => calls.push("end"),
      kill: () => {
        calls.push("kill");
        onExit(null);
      },
    };
  };
  return { hubs, fork };
}

function createHandClock(): DeskClock & { advance(ms: number): void; readonly pending: number } {
  let nowMs = 0;
  const timers = new Set<{ atMs: number; act: () => void }>();
  return {
    nowMs: () => nowMs,
    after(delayMs, act) {
      const timer = { atMs: nowMs + delayMs, act };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      nowMs += ms;
      for (const timer of [...timers].filter(({ atMs }) => atMs <= nowMs)) {
        timers.delete(timer);
        timer.act();
      }
    },
    get pending() {
      return timers.size;
    },
  };
}

const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
/** Lets promise reactions run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

function arrange() {
  const { hubs, fork } = createForks();
  const clock = createHandClock();
  const starting = startHub({ fork, entry: "hub.js", dataDir: "/d", siteDir: "/s", clock, log: silentLog });
  const hubAt = (index: number): FakeHub => {
    const hub = hubs[index];
    if (hub === undefined) throw new Error(`hub ${index} was not started`);
    return hub;
  };
  return { hubs, hubAt, clock, starting };
}

describe("embedded hub", () => {
  it("is asked for any port first, and for the same one after it died", async () => {
    const { hubs, hubAt, clock, starting } = arrange();
    expect(hubAt(0).args).toEqual(["--port", "0", "--data", "/d/hub", "--site", "/s"]);
    hubAt(0).say({ type: "ready", port: 4711, enrolCode: "first-code" });
    const hub = await starting;
    const codes: string[] = [];
    hub.onRestarted((code) => codes.push(code));
    hubAt(0).die(null);
    await settle();
    clock.advance(999);
    expect(hubs).toHaveLength(1);
    clock.advance(1);
    expect(hubAt(1).args.slice(0, 2)).toEqual(["--port", "4711"]);
    hubAt(1).say({ type: "ready", port: 4711, enrolCode: "second-code" });
    await settle();
    expect([hub.url, hub.enrolCode, codes]).toEqual(["http://127.0.0.1:4711", "first-code", ["second-code"]]);
  });

  it("is started again as often as it dies, also when it never became ready", async () => {
    const { hubs, hubAt, clock, starting } = arrange();
    hubAt(0).say({ type: "ready", port: 1, enrolCode: "c" });
    await starting;
    for (let round = 0; round < 5; round += 1) {
      hubAt(round).die(1);
      await settle();
      clock.advance(1_000);
    }
    expect(hubs).toHaveLength(6);
  });

  it("refuses to begin when the first one ends before it is ready", async () => {
    const { hubAt, starting, clock } = arrange();
    hubAt(0).die(1);
    await expect(starting).rejects.toBeInstanceOf(HubNotStarted);
    expect(clock.pending).toBe(0);
  });

  it("does not take other messages for the ready one, and gives up after 30 s", async () => {
    const { hubAt, starting, clock } = arrange();
    hubAt(0).say({ type: "ready" });
    hubAt(0).say("ready");
    clock.advance(30_000);
    await expect(starting).rejects.toBeInstanceOf(HubNotStarted);
  });

  it("is asked to end, killed after 2.5 s, and not started again", async () => {
    const { hubs, hubAt, clock, starting } = arrange();
    hubAt(0).say({ type: "ready", port: 1, enrolCode: "c" });
    const hub = await starting;
    const closing = hub.close();
    expect(hubAt(0).calls).toEqual(["end"]);
    clock.advance(2_500);
    await closing;
    expect(hubAt(0).calls).toEqual(["end", "kill"]);
    clock.advance(10_000);
    expect([hubs.length, clock.pending]).toEqual([1, 0]);
  });
});
