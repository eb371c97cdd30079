import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeApproval, makeCase, NOON_MS, RECORD } from "../test/kernelCases.ts";
import { KERNEL_LAWS } from "../test/kernelLaws.ts";
import { kernelCase } from "../test/kernelSamples.ts";
import { KERNEL_TABLE } from "../test/kernelTable.ts";
import { decide, OUTCOMES } from "./decide.ts";

const SAMPLES = 20_000;
const SEED = 118_422;

describe("the table", () => {
  test.each(KERNEL_TABLE)("%s", (_sentence, parts, outcome, reason) => {
    const { request, snapshot } = makeCase(parts);
    expect(decide(request, snapshot)).toMatchObject({ outcome, reasons: [reason] });
  });
});

test("a permit lasts no longer than the yes it rests on", () => {
  const untilMs = NOON_MS + 60_000;
  const { request, snapshot } = makeCase({
    record: { tier: "on-request" },
    snapshot: { approvals: [makeApproval("owner", { untilMs })] },
  });
  expect(decide(request, snapshot)).toMatchObject({ outcome: "permit", untilMs, obligations: RECORD.obligations });
});

describe("the laws", () => {
  test.each(KERNEL_LAWS)("$sentence", ({ holds }) => {
    fc.assert(
      fc.property(kernelCase, (sample) => holds(decide, sample)),
      { numRuns: SAMPLES / 10, seed: SEED },
    );
  });
});

test("the samples reach each outcome at least once in a hundred, and most reasons", () => {
  const counts = new Map<string, number>();
  const reasons = new Set<string>();
  for (const { request, snapshot } of fc.sample(kernelCase, { numRuns: SAMPLES, seed: SEED })) {
    const decision = decide(request, snapshot);
    counts.set(decision.outcome, (counts.get(decision.outcome) ?? 0) + 1);
    for (const reason of decision.reasons) reasons.add(reason);
  }
  for (const outcome of OUTCOMES) expect(counts.get(outcome) ?? 0).toBeGreaterThanOrEqual(SAMPLES / 100);
  expect(reasons.size).toBeGreaterThanOrEqual(28);
});

test("10 000 decisions take under half a second", () => {
  const samples = fc.sample(kernelCase, { numRuns: 10_000, seed: SEED });
  for (const { request, snapshot } of samples) decide(request, snapshot);
  const startMs = performance.now();
  for (const { request, snapshot } of samples) decide(request, snapshot);
  const decide10kMs = performance.now() - startMs;
  process.stdout.write(`decide10kMs ${decide10kMs.toFixed(1)}\n`);
  expect(decide10kMs).toBeLessThan(500);
});
