import { describe, expect, it } from "vitest";
import { ControlId } from "../../../contract/settings.ts";
import { createHandClock } from "../../media/testKit.ts";
import { COMMANDS } from "../commands/listCommands.ts";
import { assignControl, decideControl, findAssigned, USUAL_CONTROLS } from "./assignControls.ts";
import { type ControllerPort, LOOK_EVERY_MS, watchControls } from "./controlReader.ts";
import { type ControllerSnapshot, readControls } from "./readControls.ts";
import { REPEAT_AFTER_MS } from "./stepControls.ts";

const pad = (axes: readonly number[], ...pressed: readonly number[]): ControllerSnapshot => ({
  axes,
  buttons: Array.from({ length: 17 }, (_, index) => ({
    pressed: pressed.includes(index),
    value: pressed.includes(index) ? 1 : 0,
  })),
});
const none = new Map<string, number>();
const names = (axes: readonly number[], ...pressed: readonly number[]) => [
  ...readControls([pad(axes, ...pressed)], none).keys(),
];

describe("controls in use", () => {
  it.each<[string, readonly number[], readonly number[], readonly string[]]>([
    ["a button", [0, 0], [3], ["b3"]],
    ["two at once", [0, 0], [3, 14], ["b3", "b14"]],
    ["a lever to the left", [-0.9, 0], [], ["a0-"]],
    ["a lever down", [0, 1], [], ["a1+"]],
    ["no lever that only drifts", [0.2, -0.3], [], []],
    ["no hat at rest, which reports more than it can", [0, 0, 3.29], [], []],
    ["nothing of an axis that is no number", [Number.NaN], [], []],
  ])("are %s", (_what, axes, pressed, expected) => expect(names(axes, ...pressed)).toEqual(expected));

  it("keep a lever that shakes at the edge of its dead zone", () => {
    const before = readControls([pad([0.55])], none);
    expect([...readControls([pad([0.42])], before).keys()]).toEqual(["a0+"]);
    expect([...readControls([pad([0.42])], none).keys()]).toEqual([]);
    expect([...readControls([pad([0.2])], before).keys()]).toEqual([]);
  });
});

/** A controller in the test's hands. */
function createFake() {
  const clock = createHandClock();
  let pads: ControllerSnapshot[] = [];
  let isInFront = true;
  let changed = () => {};
  let looks = 0;
  const port: ControllerPort = {
    connected: () => {
      looks++;
      return pads;
    },
    isInFront: () => isInFront,
    onChanged(listener) {
      changed = listener;
      return () => {
        changed = () => {};
      };
    },
  };
  const strokes: string[] = [];
  const close = watchControls(port, clock, ({ control, repeat }) => strokes.push(repeat ? `${control}*` : control));
  return {
    clock,
    strokes,
    close,
    looks: () => looks,
    set(next: ControllerSnapshot[], front = true) {
      pads = next;
      isInFront = front;
      changed();
    },
  };
}

describe("a controller", () => {
  it("is not looked at while there is none, or the window is not in front", () => {
    const fake = createFake();
    expect(fake.clock.pending()).toBe(0);
    fake.set([pad([0])]);
    expect(fake.clock.pending()).toBe(1);
    fake.set([pad([0], 1)], false);
    expect(fake.clock.pending()).toBe(0);
    const before = fake.looks();
    fake.clock.pass(10_000);
    expect(fake.looks()).toBe(before);
    expect(fake.strokes).toEqual([]);
  });

  it("acts once for a press, and again only after it was let go", () => {
    const fake = createFake();
    for (const next of [pad([0], 0), pad([0]), pad([0], 0), pad([0])]) {
      fake.set([next]);
      fake.clock.pass(LOOK_EVERY_MS * 4);
    }
    expect(fake.strokes).toEqual(["b0", "b0"]);
  });

  it("repeats while it is held, the quicker the further it is turned", () => {
    const count = (value: number) => {
      const fake = createFake();
      fake.set([pad([value])]);
      fake.clock.pass(REPEAT_AFTER_MS + 2_000);
      return fake.strokes.filter((stroke) => stroke === "a0+*").length;
    };
    expect(count(0.55)).toBeGreaterThan(8);
    expect(count(1)).toBeGreaterThan(1.5 * count(0.55));
    expect(count(1)).toBeLessThan(40);
  });

  it("lets go of everything when it is pulled out or its window closes", () => {
    const fake = createFake();
    fake.set([pad([1])]);
    fake.clock.pass(50);
    fake.set([]);
    fake.clock.pass(5_000);
    expect(fake.strokes).toEqual(["a0+"]);
    fake.set([pad([1])]);
    fake.close();
    expect(fake.clock.pending()).toBe(0);
  });
});

describe("what a control does", () => {
  const run = (control: string, repeat = false, assigned: Parameters<typeof decideControl>[0] = []) =>
    decideControl(assigned, { control, repeat }, COMMANDS)?.id ?? null;

  it("is a command of the table, and a control the contract knows, for every usual one", () => {
    for (const [control, commandId] of Object.entries(USUAL_CONTROLS)) {
      expect(ControlId.safeParse(control).success, control).toBe(true);
      expect(COMMANDS.map(({ id }) => id as string)).toContain(commandId);
    }
  });

  it("repeats where the command does, and not where it acts", () => {
    expect(run("a0-", true)).toBe("tile.select.left");
    expect(run("b0")).toBe("tile.full");
    expect(run("b0", true)).toBeNull();
  });

  it("is nothing for a control without use, or with a command that is gone", () => {
    expect(run("b9")).toBeNull();
    expect(run("b9", false, [{ control: "b9", commandId: "tile.no-more" }])).toBeNull();
  });

  it("is what the station assigned, and the usual again once that is taken back", () => {
    const assigned = assignControl([], "b0", "tile.empty");
    expect(run("b0", false, assigned)).toBe("tile.empty");
    expect(findAssigned(assignControl(assigned, "b0", null), "b0")).toBeNull();
    expect(assignControl(assigned, "b0", "tile.full")).toEqual([]);
  });
});
