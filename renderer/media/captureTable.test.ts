import { expect, it } from "vitest";
import { createCaptureTable } from "./captureTable.ts";

const at = (mediaTimeS: number, capturedAtMs: number, isTrusted = true) => ({ mediaTimeS, capturedAtMs, isTrusted });

it("counts on from the last mark at or before a frame", () => {
  const table = createCaptureTable();
  table.add(at(0, 50_000));
  table.add(at(1, 51_500));
  expect(table.find(0.999)).toBeCloseTo(50_999);
  expect(table.find(1)).toBeCloseTo(51_500);
  expect(table.find(1.25)).toBeCloseTo(51_750);
});

it("knows nothing before the first mark nor after one nobody vouches for", () => {
  const table = createCaptureTable();
  expect(table.find(0)).toBeNull();
  table.add(at(2, 50_000, false));
  expect(table.find(1)).toBeNull();
  expect(table.find(3)).toBeNull();
});

it("tells the time between the last two marks, which is that between key frames", () => {
  const table = createCaptureTable();
  table.add(at(0, 50_000));
  expect(table.lastIntervalMs()).toBeNull();
  table.add(at(1, 51_000));
  table.add(at(3, 53_000));
  expect(table.lastIntervalMs()).toBe(2_000);
});

it.each([
  ["5 s apart", 5, 5_000],
  ["a minute apart", 60, 5_000],
  ["in the wrong order", -3, 0],
])("lets marks %s excuse a picture no older than key frames can be", (_what, apartS, intervalMs) => {
  const table = createCaptureTable();
  table.add(at(10, 50_000));
  table.add(at(10 + apartS, 51_000));
  expect(table.lastIntervalMs()).toBe(intervalMs);
});
