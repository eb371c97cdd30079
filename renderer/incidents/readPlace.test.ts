import { expect, test } from "vitest";
import { readPlace, writePlace } from "./readPlace.ts";

test.each([
  ["41.05, -68.42", { lat: 41.05, lng: -68.42, accuracyM: 25 }],
  [" 41;-68 ", { lat: 41, lng: -68, accuracyM: 25 }],
  ["", null],
  ["41.05", undefined],
  ["Mill St", undefined],
  ["91, 0", undefined],
  ["41, 181", undefined],
  ["0, 0", undefined],
  ["41,05, -68,42", undefined],
  ["NaN, NaN", undefined],
])("%j", (typed, read) => {
  expect(readPlace(typed)).toEqual(read);
});

test("a place written is read again as the same", () => {
  const position = { lat: 41.05, lng: -68.42, accuracyM: 25 };
  expect(readPlace(writePlace(position))).toEqual(position);
});
