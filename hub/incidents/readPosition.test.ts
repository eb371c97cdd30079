import { expect, test } from "vitest";
import { readPosition } from "./readPosition.ts";

const CITY = { south: 41, north: 41.1, west: -68.5, east: -68.3 };
const CROSSING = { lat: 41.05, lng: -68.42 };

const ROWS: readonly (readonly [name: string, raw: unknown, read: unknown])[] = [
  ["a place with its accuracy", { ...CROSSING, accuracyM: 5 }, { ...CROSSING, accuracyM: 5 }],
  ["a place without one", CROSSING, { ...CROSSING, accuracyM: 50 }],
  ["digits in a string", { lat: "41.05", lng: "-68.42" }, { ...CROSSING, accuracyM: 50 }],
  ["nothing", undefined, "missing"],
  ["null", null, "missing"],
  ["nulls", { lat: null, lng: null }, "missing"],
  ["one of two", { lat: 41.05 }, "not-numbers"],
  ["a word", { lat: "NaN", lng: "north" }, "not-numbers"],
  ["not a number", { lat: Number.NaN, lng: Number.NaN }, "not-numbers"],
  ["hexadecimal and exponents", { lat: "0x29", lng: "-6e1" }, "not-numbers"],
  ["a string", "41.05,-68.42", "not-numbers"],
  ["zero and zero", { lat: 0, lng: 0 }, "zero"],
  ["zero and zero as strings", { lat: "0", lng: "0.0" }, "zero"],
  ["latitude and longitude swapped", { lat: -68.42, lng: 41.05 }, "swapped"],
  ["another city", { lat: 40.7, lng: -74 }, "outside-city"],
  ["beyond the pole", { lat: 91, lng: -68.42 }, "outside-city"],
  ["for ever", { lat: Number.POSITIVE_INFINITY, lng: -68.42 }, "not-numbers"],
  ["somewhere within the moon's orbit", { ...CROSSING, accuracyM: 1e12 }, "too-vague"],
  ["less than nothing around it", { ...CROSSING, accuracyM: -1 }, "too-vague"],
  ["an accuracy that is no number", { ...CROSSING, accuracyM: Number.NaN }, "too-vague"],
];

test.each(ROWS)("%s", (_name, raw, read) => {
  expect(readPosition(raw, CITY)).toEqual(read);
});
