import { describe, expect, test } from "vitest";
import type { ViewingStatus } from "../../../contract/viewingCalls.ts";
import type { Display, Sequence } from "../../../contract/wall.ts";
import { chooseLook, type Look } from "../consent/chooseLook.ts";
import { changeLayout, createDisplay } from "./editDisplays.ts";
import { setSequence, steerSequence } from "./editMarks.ts";
import { BLOCKED_TURN_MS, CONNECT_AHEAD_MS, chooseStep, createSequenceTurner } from "./sequenceTurner.ts";

const RUNNING: Sequence = {
  ...{ tile: 1, cameraIds: ["a", "b"], dwellMs: 20_000 },
  ...{ isPaused: false, position: 0, next: null },
};

describe("the next step of a sequence", () => {
  test.each([
    ["before anything is due", {}, "shown", 14_999, null],
    ["some seconds before the turn", {}, "shown", 20_000 - CONNECT_AHEAD_MS, "connect"],
    ["once it is connecting", { next: "b" }, "shown", 19_999, null],
    ["at the end of the dwell", { next: "b" }, "shown", 20_000, "turn"],
    ["with a dwell shorter than that", { dwellMs: 3_000 }, "shown", 0, "connect"],
    ["while the camera still connects", {}, "waiting", 20_000, "turn"],
    ["when it may not be shown", {}, "blocked", BLOCKED_TURN_MS - 1, "connect"],
    ["when that has been said long enough", { next: "b" }, "blocked", BLOCKED_TURN_MS, "turn"],
    ["when nobody is to see it", {}, "nobody", 99_999, null],
    ["while it is paused", { isPaused: true }, "shown", 99_999, null],
  ] as const)("%s", (_when, change, look, shownForMs, step) => {
    expect(chooseStep({ ...RUNNING, ...change }, look, shownForMs)).toBe(step);
  });
});

describe("how windows fare with a camera", () => {
  const permitted = { state: "permitted" } as ViewingStatus;
  test.each<[string, ViewingStatus[], Look]>([
    ["no claim", [], "nobody"],
    ["one of two permitted", [{ state: "asking" }, permitted], "shown"],
    ["asked for", [{ state: "asking" }], "waiting"],
    ["refused by its terms", [{ state: "refused", reasons: ["RULE_OUTSIDE_SCHEDULE"] }], "blocked"],
    ["waiting for an owner nobody asked", [{ state: "pending", stage: "owner", isAsked: false }], "blocked"],
    ["withdrawn", [{ state: "revoked", cause: "owner-withdrew", atMs: 1 }], "blocked"],
    ["a hub that is silent", [{ state: "silent", sinceMs: 1 }], "nobody"],
    ["no purpose", [{ state: "refused", reasons: ["CTX_PURPOSE_MISSING"] }], "nobody"],
    ["a locked station", [{ state: "ended", cause: "station-locked", atMs: 1 }], "nobody"],
    ["a hidden window", [{ state: "ended", cause: "window-closed", atMs: 1 }], "nobody"],
    ["its time over", [{ state: "ended", cause: "time-over", atMs: 1 }], "blocked"],
  ])("%s", (_what, statuses, look) => {
    expect(chooseLook(statuses)).toBe(look);
  });
});

/** A wall of one display, and what its windows say of each camera. */
function createBench(dwellMs: number, looks: Record<string, Look> = {}) {
  let display: Display = changeLayout(createDisplay(1), "2x2");
  display = setSequence(display, 1, ["a", "b", "c"], dwellMs) ?? display;
  const trace: string[] = [];
  const turner = createSequenceTurner({
    wall: {
      displays: () => [display],
      display: () => display,
      update(next, { isKept }) {
        expect(isKept).toBe(false);
        display = next;
        const [sequence] = display.sequences;
        trace.push(sequence?.next == null ? `shows ${display.tiles[0]}` : `connects ${sequence.next}`);
      },
    },
    lookAt: (_display, cameraId) => looks[cameraId] ?? "shown",
  });
  return {
    trace,
    run(ms: number) {
      for (let passed = 0; passed < ms; passed += 100) turner.turn(100);
    },
    steer: (act: "pause" | "resume" | "forward") => {
      display = steerSequence(display, 1, act) ?? display;
    },
    look: (cameraId: string, look: Look) => {
      looks[cameraId] = look;
    },
  };
}

describe("sequences", () => {
  test("turn by their dwell, each camera connected before it is shown", () => {
    const bench = createBench(10_000);
    bench.run(30_000);
    expect(bench.trace).toEqual(["connects b", "shows b", "connects c", "shows c", "connects a", "shows a"]);
  });

  test("give a camera that may not be shown its turn, though a short one", () => {
    const bench = createBench(60_000, { b: "blocked" });
    bench.run(60_000 + BLOCKED_TURN_MS);
    expect(bench.trace).toEqual(["connects b", "shows b", "connects c", "shows c"]);
  });

  test("stand still while nobody may look, and go on from there", () => {
    const bench = createBench(10_000);
    bench.run(9_000);
    bench.look("a", "nobody");
    bench.run(600_000);
    expect(bench.trace).toEqual(["connects b"]);
    bench.look("a", "shown");
    bench.run(1_000);
    expect(bench.trace).toEqual(["connects b", "shows b"]);
  });

  test("keep what is left of a turn over a pause, and give a camera stepped to its whole turn", () => {
    const bench = createBench(4_000);
    bench.run(3_000);
    bench.steer("pause");
    bench.run(60_000);
    bench.steer("resume");
    bench.run(900);
    expect(bench.trace.at(-1)).toBe("connects b");
    bench.steer("forward");
    bench.run(3_900);
    expect(bench.trace.at(-1)).toBe("connects c");
    bench.run(100);
    expect(bench.trace.at(-1)).toBe("shows c");
  });
});
