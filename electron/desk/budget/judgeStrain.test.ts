import { describe, expect, test } from "vitest";
import { createStrainGauge, type FrameSample } from "./judgeStrain.ts";

const FPS = 15;

/** Plays for so many seconds; each tile presents and drops so many frames a second. */
function play(rates: readonly { shown: number; dropped?: number; stream?: (second: number) => string }[], seconds = 8) {
  const gauge = createStrainGauge();
  let strain: number | null = null;
  for (let second = 0; second <= seconds; second++) {
    const samples: FrameSample[] = rates.map(({ shown, dropped = 0, stream }, n) => ({
      id: `t${n}`,
      stream: stream?.(second) ?? "sub",
      fps: FPS,
      presented: Math.round(shown * second),
      lost: Math.round(dropped * second),
    }));
    strain = gauge.note(samples, 50_000 + second * 1_000);
  }
  return strain;
}

const many = (count: number, rate: { shown: number; dropped?: number }) => Array.from({ length: count }, () => rate);

describe("strain", () => {
  test.each([
    ["is none while all frames are shown", many(16, { shown: 15 }), 0],
    ["is what the middle tile is short of", many(16, { shown: 12 }), 0.2],
    ["is not that one camera stutters", [...many(15, { shown: 15 }), { shown: 3 }], 0],
    ["is not that one of two cameras stutters", [{ shown: 15 }, { shown: 3 }], 0],
    ["counts what decoders dropped, however few tiles there are", [{ shown: 12, dropped: 3 }], 0.2],
    ["is none while players catch up faster than their cameras", many(8, { shown: 18 }), 0],
  ])("%s", (_words, rates, expected) => {
    expect(play(rates)).toBeCloseTo(expected, 1);
  });

  test("is unknown before a few seconds of the same streams", () => {
    expect(play(many(8, { shown: 0 }), 4)).toBeNull();
    expect(play(Array.from({ length: 8 }, () => ({ shown: 0, stream: (second: number) => `${second}` })))).toBeNull();
  });
});
