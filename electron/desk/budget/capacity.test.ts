import { describe, expect, test } from "vitest";
import { type Capacity, createCapacity } from "./capacity.ts";

let nowMs = 0;
function live(capacity: Capacity, seconds: number, seen: Parameters<Capacity["note"]>[0]): void {
  for (let n = 0; n < seconds; n++) {
    nowMs += 1_000;
    capacity.note(seen, nowMs);
  }
}

describe("what the machine can decode", () => {
  test("is guessed from its cores until it has shown it", () => {
    const capacity = createCapacity(2, null);
    expect([capacity.value(), capacity.isKnown()]).toEqual([1_700, false]);
    live(capacity, 60, { running: 500, wished: 500, strain: 0 });
    expect([capacity.value(), capacity.isKnown()]).toEqual([1_700, false]);
    live(capacity, 20, { running: 1_500, wished: 1_500, strain: 0 });
    expect([capacity.value(), capacity.isKnown()]).toEqual([1_700, true]);
  });

  test("is less than what it failed at, after three bad judgements and not after two", () => {
    const capacity = createCapacity(2, null);
    live(capacity, 2, { running: 1_000, wished: 1_000, strain: 0.5 });
    live(capacity, 1, { running: 1_000, wished: 1_000, strain: 0.05 });
    live(capacity, 2, { running: 1_000, wished: 1_000, strain: 0.5 });
    expect(capacity.value()).toBe(1_700);
    live(capacity, 1, { running: 1_000, wished: 1_000, strain: 0.5 });
    expect([capacity.value(), capacity.isKnown()]).toEqual([900, true]);
  });

  test("is not lowered again by frames that were lost before the last drop", () => {
    const capacity = createCapacity(2, null);
    live(capacity, 8, { running: 1_000, wished: 1_000, strain: 0.5 });
    expect(capacity.value()).toBe(900);
  });

  test("grows little by little while tiles wait and nothing is lost, and not while none waits", () => {
    const capacity = createCapacity(2, null);
    live(capacity, 3, { running: 1_000, wished: 1_000, strain: 0.5 });
    live(capacity, 60, { running: 800, wished: 850, strain: 0 });
    expect(capacity.value()).toBe(900);
    live(capacity, 30, { running: 890, wished: 1_000, strain: 0 });
    expect(capacity.value()).toBeGreaterThan(1_000);
    live(capacity, 60, { running: 1_000, wished: 1_000, strain: 0 });
    expect(capacity.value()).toBeLessThan(1_040);
  });

  test("is tried again later each time it failed, and forgets that after two quiet minutes", () => {
    const capacity = createCapacity(2, null);
    const holds: number[] = [];
    for (let n = 0; n < 3; n++) {
      live(capacity, 12, { running: 1_000, wished: 2_000, strain: 0.5 });
      holds.push(capacity.extraHoldMs());
    }
    expect(holds).toEqual([5_000, 10_000, 20_000]);
    live(capacity, 130, { running: 500, wished: 500, strain: 0 });
    expect(capacity.extraHoldMs()).toBe(0);
  });

  test("never exceeds the station's setting, and never falls to nothing", () => {
    const limited = createCapacity(8, 200);
    expect([limited.value(), limited.isKnown()]).toEqual([200, true]);
    live(limited, 100, { running: 190, wished: 900, strain: 0 });
    expect(limited.value()).toBe(200);
    live(limited, 100, { running: 20, wished: 900, strain: 1 });
    expect(limited.value()).toBe(100);
  });

  test("is not judged by what is not known", () => {
    const capacity = createCapacity(2, null);
    live(capacity, 100, { running: 1_000, wished: 9_000, strain: null });
    expect(capacity.value()).toBe(1_700);
  });
});
