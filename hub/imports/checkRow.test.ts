import { expect, test } from "vitest";
import type { ImportField } from "../../contract/registryImports.ts";
import { checkRow, type SiteFrame } from "./checkRow.ts";

const FRAME: SiteFrame = {
  centre: { lat: 41.05, lng: -68.42, accuracyM: 10 },
  siteName: "Harbor City",
  cityOwners: new Map([["Harbor City", "city"]]),
};
const RIGHT = {
  ...{ number: "R900", name: "Porch", owner: "Resident, Elm St 9", owner_kind: "resident", street: "Elm St" },
  ...{ lat: "41.0512", lng: "-68.4211" },
};

function check(change: Partial<Record<ImportField, string | undefined>> = {}) {
  const entries = Object.entries({ ...RIGHT, ...change }).filter(([, value]) => value !== undefined);
  return checkRow({ line: 7, values: new Map(entries as [ImportField, string][]) }, FRAME);
}

test("a right row is a camera on the map, with an owner of its own", () => {
  expect(check({ accuracy_m: "4", bearing_deg: "360", angle_deg: "80", range_m: "25" })).toEqual({
    camera: {
      ...{ id: "reg-R900", number: "R900", name: "Porch", place: { street: "Elm St", area: "Harbor City" } },
      owner: { id: expect.stringMatching(/^own:[0-9a-f]{24}$/), kind: "resident", label: "Resident, Elm St 9" },
      position: { lat: 41.0512, lng: -68.4211, accuracyM: 4 },
      fieldOfView: { bearingDeg: 0, angleDeg: 80, rangeM: 25 },
    },
  });
});

test.each<[string, Partial<Record<ImportField, string | undefined>>, string[]]>([
  ["no latitude", { lat: undefined }, ["lat missing"]],
  ["coordinates swapped", { lat: "-68.4211", lng: "41.0512" }, ["lat swapped"]],
  ["no place known", { lat: "0", lng: "0" }, ["lat zero-zero"]],
  ["NaN", { lat: "NaN", lng: "Infinity" }, ["lat not-a-number", "lng not-a-number"]],
  ["another country", { lat: "48.1", lng: "11.5" }, ["lat far-away"]],
  ["off the globe", { lat: "410512", lng: "1" }, ["lat out-of-range"]],
  ["beyond the date line", { lat: "41", lng: "-684211" }, ["lng out-of-range"]],
  ["an exponent", { lat: "4.1e1" }, ["lat not-a-number"]],
  ["a number nobody types", { number: "cam-12" }, ["number not-a-camera-number"]],
  ["a prototype's key", { number: "__proto__" }, ["number not-a-camera-number"]],
  ["an unknown kind of owner", { owner_kind: "police" }, ["owner_kind not-a-kind"]],
  ["nothing but invisible letters", { name: "\u200b\u202e" }, ["name missing"]],
  ["a name without end", { name: "x".repeat(129) }, ["name too-long"]],
  ["ten megabytes", { owner: "x".repeat(10_000_000) }, ["owner too-long"]],
  ["a formula", { name: '=HYPERLINK("http://x")' }, ["name formula"]],
  ["a formula with a sign", { street: "+cmd|' /C calc'!A0" }, ["street formula"]],
  ["half a field of view", { bearing_deg: "20" }, ["angle_deg view-incomplete"]],
  ["a view wider than all", { bearing_deg: "20", angle_deg: "400", range_m: "9" }, ["angle_deg out-of-range"]],
  [
    "everything at once",
    { number: "", owner_kind: "", lat: "x" },
    ["number missing", "owner_kind not-a-kind", "lat not-a-number"],
  ],
])("%s is said of its field", (_, change, expected) => {
  const checked = check(change);
  const said = "problems" in checked ? checked.problems : [];
  expect(said.map(({ field, problem }) => `${field} ${problem}`)).toEqual(expected);
  expect(said.every(({ line, read }) => line === 7 && read.length <= 80)).toBe(true);
});

test("markup is text like any other", () => {
  const name = "<img src=x onerror=alert(1)>";
  expect(check({ name })).toMatchObject({ camera: { name } });
});

test("a decimal comma is read as one", () => {
  expect(check({ lat: "41,0512", lng: "-68,4211" })).toMatchObject({ camera: { position: { lat: 41.0512 } } });
});

test("residents of one name are two owners, a business is one, and the city is the one that is there", () => {
  const ownerOf = (change: Partial<Record<ImportField, string>>) => {
    const checked = check(change);
    return "camera" in checked ? checked.camera.owner.id : undefined;
  };
  expect(ownerOf({ number: "R901" })).not.toBe(ownerOf({ number: "R902" }));
  const shop = { owner: "Dray's Pharmacy", owner_kind: "business" };
  expect(ownerOf({ ...shop, number: "R901" })).toBe(ownerOf({ ...shop, number: "R902" }));
  expect(ownerOf({ owner: "Harbor City", owner_kind: "city" })).toBe("city");
  expect(ownerOf({ owner: "Harbor City", owner_kind: "resident" })).not.toBe("city");
});
