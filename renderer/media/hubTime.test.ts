import { expect, it } from "vitest";
import { createHubTime } from "./hubTime.ts";

it("is unknown before the first heartbeat", () => {
  expect(createHubTime().at(5)).toBeNull();
});

it("believes the heartbeat that was on its way the shortest", () => {
  const time = createHubTime();
  time.observe(1_000_000, 100);
  time.observe(1_001_000, 1_180);
  expect(time.at(2_000)).toBe(1_001_900);
});

it("forgets the old clock when the hub was started anew with an earlier one", () => {
  const time = createHubTime();
  time.observe(1_000_000, 100);
  time.observe(990_000, 1_100);
  expect(time.at(1_100)).toBe(990_000);
});
