import { expect, it } from "vitest";
import { createFrameTotals } from "./frameTotals.ts";

it("adds up the frames of one picture after another", () => {
  const totals = createFrameTotals();
  totals.note({ presented: 30, lost: 1 }, 2_000);
  totals.endPicture({ presented: 31, lost: 1 });
  expect(totals.note({ presented: 2, lost: 0 }, 2_100)).toMatchObject({ presented: 33, lost: 1 });
});

it("tells frames per second over about the last second", () => {
  const totals = createFrameTotals();
  for (let n = 0; n <= 12; n++) totals.note({ presented: n < 8 ? 0 : (n - 8) * 4, lost: 0 }, n * 250);
  expect(totals.note({ presented: 20, lost: 0 }, 3_250).fps).toBeCloseTo(16);
});
