import { describe, expect, it } from "vitest";
import type { DeskMethod } from "../../contract/deskApi.ts";
import { Fault } from "../../contract/faults.ts";
import { createHandClock } from "../media/testKit.ts";
import { createActQueue } from "./actQueue.ts";

/** A desk that answers when told to, and a queue before it. */
function createBench() {
  const calls: { method: DeskMethod; params: unknown; answer(): void; refuse(fault: Fault): void }[] = [];
  const clock = createHandClock();
  const queue = createActQueue(
    (method, params) =>
      new Promise((resolve, fail) => calls.push({ method, params, answer: () => resolve({} as never), refuse: fail })),
    clock,
  );
  const layout = (name: "1x1" | "2x2" | "3x3") => queue.act("wall.setLayout", { display: 1, layout: name }, "layout 1");
  const swap = (a: number, b: number) => queue.act("wall.swap", { display: 1, a, b }, null);
  return { calls, clock, layout, swap, queue };
}
const settle = async () => {
  for (let n = 0; n < 8; n++) await Promise.resolve();
};

describe("acts on the wall", () => {
  it("go one at a time and in order", async () => {
    const { calls, swap } = createBench();
    swap(1, 2);
    swap(2, 3);
    expect(calls.length).toBe(1);
    calls[0]?.answer();
    await settle();
    expect(calls.map(({ params }) => params)).toEqual([
      { display: 1, a: 1, b: 2 },
      { display: 1, a: 2, b: 3 },
    ]);
  });

  it("made pointless by the next one are left out, the last one never", async () => {
    const { calls, layout } = createBench();
    const first = layout("1x1");
    const skipped = layout("2x2");
    for (let n = 0; n < 5_000; n++) layout(n % 2 === 0 ? "1x1" : "2x2");
    const last = layout("3x3");
    expect(await skipped).toBeNull();
    calls[0]?.answer();
    await settle();
    calls[1]?.answer();
    expect(await first).toEqual({});
    expect(await last).toEqual({});
    expect(calls.map(({ params }) => params)).toEqual([
      { display: 1, layout: "1x1" },
      { display: 1, layout: "3x3" },
    ]);
  });

  it("made pointless leave their place to what waits behind them", async () => {
    const { calls, layout, swap } = createBench();
    layout("1x1");
    layout("2x2");
    swap(1, 2);
    layout("3x3");
    for (let n = 0; n < 3; n++) {
      calls[n]?.answer();
      await settle();
    }
    expect(calls.map(({ method, params }) => ("layout" in (params as object) ? params : method))).toEqual([
      { display: 1, layout: "1x1" },
      "wall.swap",
      { display: 1, layout: "3x3" },
    ]);
  });

  it("never wait in numbers without bound: of steps the oldest are let go", async () => {
    const { calls, swap } = createBench();
    const all = Array.from({ length: 5_000 }, (_, n) => swap((n % 9) + 1, 10));
    for (let n = 0; n < 100; n++) {
      calls.at(-1)?.answer();
      await settle();
    }
    expect(calls).toHaveLength(1 + 64);
    expect(calls.at(-1)?.params).toEqual({ display: 1, a: (4_999 % 9) + 1, b: 10 });
    expect(await all[100]).toBeNull();
  });

  it("refused for their number are asked again, and nobody is told", async () => {
    const { calls, clock, swap } = createBench();
    const done = swap(1, 2);
    const after = swap(2, 3);
    calls[0]?.refuse(new Fault("RATE_LIMITED"));
    await settle();
    expect(calls.length).toBe(1);
    clock.pass(250);
    expect(calls[1]?.params).toEqual({ display: 1, a: 1, b: 2 });
    calls[1]?.answer();
    expect(await done).toEqual({});
    calls[2]?.answer();
    expect(await after).toEqual({});
  });

  it("that fail tell their caller and hold nobody up", async () => {
    const { calls, swap } = createBench();
    const failed = swap(1, 99);
    const next = swap(1, 2);
    calls[0]?.refuse(new Fault("REQUEST_MALFORMED"));
    await expect(failed).rejects.toThrow(Fault);
    await settle();
    calls[1]?.answer();
    expect(await next).toEqual({});
  });
});
