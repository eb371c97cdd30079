import { expect, it } from "vitest";
import { createRecoveryBudget } from "./recoveryBudget.ts";

it("allows five recoveries in any minute", () => {
  let nowMs = 0;
  const mayRecover = createRecoveryBudget({ nowMs: () => nowMs, after: () => () => {} });
  const tries = Array.from({ length: 6 }, () => {
    nowMs += 1_000;
    return mayRecover();
  });
  expect(tries).toEqual([true, true, true, true, true, false]);
  nowMs = 60_999;
  expect(mayRecover()).toBe(false);
  nowMs = 61_000;
  expect(mayRecover()).toBe(true);
});
