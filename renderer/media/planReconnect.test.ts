import { describe, expect, it } from "vitest";
import { planReconnect } from "./planReconnect.ts";

describe("planReconnect", () => {
  it.each([
    [1, 500],
    [2, 1_000],
    [6, 16_000],
    [7, 30_000],
    [500, 30_000],
  ])("waits before attempt %d about %d ms", (attempt, delayMs) => {
    expect(planReconnect(attempt, false, 0.5)).toBeCloseTo(delayMs);
  });

  it("spreads each wait by 30 % either way", () => {
    expect(planReconnect(1, false, 0)).toBeCloseTo(350);
    expect(planReconnect(1, false, 0.999_999)).toBeCloseTo(650, 1);
  });

  it("does not put a refused question again within seconds", () => {
    expect(planReconnect(1, true, 0)).toBeGreaterThanOrEqual(3_500);
  });
});
