import { describe, expect, it } from "vitest";
import { createHandClock } from "../../media/testKit.ts";
import type { SoundName } from "../../ui/settingsWords.ts";
import { createSoundGate } from "./soundGate.ts";
import { lengthOf, SOUND_NAMES, SOUNDS } from "./soundTable.ts";

function createGate() {
  const clock = createHandClock();
  const played: { name: SoundName; atMs: number }[] = [];
  const gate = createSoundGate(clock, (name) => played.push({ name, atMs: clock.nowMs() }));
  return { clock, gate, played, names: () => played.map(({ name }) => name) };
}

describe("sounds", () => {
  it("never overlap, whatever happens at once", () => {
    const { clock, gate, played } = createGate();
    for (let round = 0; round < 200; round++) {
      for (const name of SOUND_NAMES) gate.want(name);
      clock.pass(50);
    }
    expect(played.length).toBeGreaterThan(2);
    played.forEach(({ name, atMs }, index) => {
      const next = played[index + 1];
      if (next !== undefined) expect(next.atMs).toBeGreaterThanOrEqual(atMs + lengthOf(name));
    });
  });

  it("say the more important next, and let the rest go", () => {
    const { clock, gate, names } = createGate();
    for (const name of ["frozen", "hubBack", "withdrawn", "request"] as const) gate.want(name);
    clock.pass(60_000);
    expect(names()).toEqual(["frozen", "withdrawn"]);
  });

  it("of one kind are seldom", () => {
    const { clock, gate, names } = createGate();
    for (let second = 0; second < 60; second++) {
      gate.want("frozen");
      clock.pass(1_000);
    }
    expect(names()).toHaveLength(60_000 / SOUNDS.frozen.restMs);
  });

  it("leave no timer behind a window that closes", () => {
    const { clock, gate, names } = createGate();
    gate.want("frozen");
    gate.want("withdrawn");
    gate.close();
    clock.pass(60_000);
    expect(names()).toEqual(["frozen"]);
    expect(clock.pending()).toBe(0);
  });
});
