import { describe, expect, it } from "vitest";
import { readCoordinates } from "./readCoordinates.ts";

const CITY = { south: 40.9, west: -68.6, north: 41.2, east: -68.3 };
const HERE = { lat: 41.05, lng: -68.42 };

describe("coordinates", () => {
  it.each([
    "41.05, -68.42",
    "41.05 -68.42",
    "41.05,-68.42",
    "41,05; -68,42",
    "41.05/-68.42",
    "  41.0500 ,  -68.4200 ",
    "N 41.05 W 68.42",
    "41.05N 68.42W",
    "41.05° N, 68.42° W",
    "W 68.42, N 41.05",
    `41°03'00"N 68°25'12"W`,
    "41°03′00″N, 68°25′12″W",
    "41 03.0' N, 68 25.2' W",
    "41°03'N 68°25.2'W",
    "geo:41.05,-68.42;u=35",
    "41.05, −68.42",
  ])("are read from %s", (text) => {
    const place = readCoordinates(text, CITY);
    expect(place?.lat).toBeCloseTo(HERE.lat, 6);
    expect(place?.lng).toBeCloseTo(HERE.lng, 6);
    expect(place?.isSwapped).toBe(false);
  });

  it.each(["-68.42, 41.05", "-68.42 41.05", "-68,42; 41,05"])(
    "in the wrong order are known by the city: %s",
    (text) => {
      expect(readCoordinates(text, CITY)).toMatchObject({ ...HERE, isSwapped: true });
    },
  );

  it("that fit no city are taken as written, and exchanged where they are on no map", () => {
    expect(readCoordinates("10, 20", CITY)).toMatchObject({ lat: 10, lng: 20, isSwapped: false });
    expect(readCoordinates("151.2, -33.8", null)).toMatchObject({ lat: -33.8, lng: 151.2, isSwapped: true });
  });

  it("that say their side are never exchanged", () => {
    expect(readCoordinates("41.05 E, 68.42 N", CITY)).toMatchObject({ lat: 68.42, lng: 41.05, isSwapped: false });
  });

  it.each([
    ...["", "Mill St", "204", "4th", "204 Mill", "41.05", "41.05, -68.42, 7", "91, 181", "NaN, NaN", "41.05 N 68.42 N"],
    ...["41°75'N 68°W", "1e5, 2", "41.05,", ", -68.42", "N41.05S 68.42W", "Infinity, 0", "<b>41</b>, 2"],
  ])("are not read from %s", (text) => {
    expect(readCoordinates(text, CITY)).toBeNull();
  });
});
