import { beforeEach, expect, test } from "vitest";
import { createHandClock, type HandClock } from "../test/createHandClock.ts";
import { CHECK_MS, createFlvViewer, MAX_STUCK_MS, MAX_UNSENT_BYTES } from "./flvViewer.ts";
import type { LiveViewer } from "./liveStream.ts";
import { createCountingGate, createTestViewing, type TestViewing } from "./testKit.ts";

let clock: HandClock;
let viewing: TestViewing;
let gate: ReturnType<typeof createCountingGate>;
let viewer: LiveViewer;
let sink: { writableLength: number; sent: string[]; isDestroyed: boolean };

beforeEach(() => {
  clock = createHandClock(1_000_000);
  viewing = createTestViewing("cam-1");
  gate = createCountingGate();
  sink = { writableLength: 0, sent: [], isDestroyed: false };
  viewer = createFlvViewer({
    sink: {
      get writableLength() {
        return sink.writableLength;
      },
      write: (bytes) => sink.sent.push(Buffer.from(bytes).toString()),
      destroy: () => {
        sink.isDestroyed = true;
      },
    },
    viewing,
    gate,
    clock,
    keysOnly: false,
  });
});

function send(name: string, isKey = false): void {
  viewer.send(Buffer.from(name), isKey);
}

function pass(ms: number): void {
  for (let leftMs = ms; leftMs > 0; leftMs -= CHECK_MS) {
    clock.advance(CHECK_MS);
    viewer.check(clock.nowMs());
  }
}

test("bytes sent are counted for the viewing", () => {
  send("key", true);
  send("frame");
  expect(gate.bytes).toBe(8);
});

test("a reader that is behind gets nothing until the next key frame that fits", () => {
  send("k1", true);
  sink.writableLength = MAX_UNSENT_BYTES + 1;
  send("f1");
  send("k2", true);
  sink.writableLength = 0;
  send("f2");
  send("k3", true);
  send("f3");
  expect(sink.sent).toEqual(["k1", "k3", "f3"]);
});

test("a reader that stays behind for 10 s is cut, one that caught up meanwhile is not", () => {
  sink.writableLength = MAX_UNSENT_BYTES + 1;
  send("k1", true);
  pass(MAX_STUCK_MS - 2 * CHECK_MS);
  sink.writableLength = 0;
  pass(2 * CHECK_MS);
  expect(sink.isDestroyed).toBe(false);
  sink.writableLength = MAX_UNSENT_BYTES + 1;
  send("k2", true);
  pass(MAX_STUCK_MS + CHECK_MS);
  expect(sink.isDestroyed).toBe(true);
});

test("no byte follows the end of a viewing, even when its signal was lost", () => {
  viewing.expire();
  send("k1", true);
  expect([sink.sent, sink.isDestroyed]).toEqual([[], true]);
});

test("the end of a viewing is noticed within 250 ms while no frame comes", () => {
  viewing.expire();
  pass(250);
  expect(sink.isDestroyed).toBe(true);
});
