import { describe, expect, it } from "vitest";
import { describeOnlooker } from "./describeOnlooker.ts";

describe("describeOnlooker", () => {
  const onlooker = { operator: "Ana List", station: "Desk 3" };
  it("names operator, station, UTC minute and the end of the viewing's id", () => {
    expect(describeOnlooker(onlooker, Date.UTC(2026, 10, 23, 14, 3, 59), "viewing-0123456789")).toEqual([
      "Ana List · Desk 3",
      "2026-11-23 14:03Z · 23456789",
    ]);
  });
  it("leaves out what is not known, and guesses no time", () => {
    expect(describeOnlooker(null, null, "v1")).toEqual(["v1"]);
  });
});
