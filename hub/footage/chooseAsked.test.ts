import { expect, test } from "vitest";
import type { Camera } from "../../contract/cameras.ts";
import { type AskedCamera, type AskedContext, chooseAsked } from "./chooseAsked.ts";
import type { StoredFootage, StoredItem } from "./storedFootage.ts";

const NOW_MS = 100 * 3_600_000;
const HOUR_MS = 3_600_000;

function makeCamera(change: Partial<AskedCamera> & { kind?: "city" | "business" | "resident" } = {}): AskedCamera {
  const { kind = "resident", ...rest } = change;
  const camera: Camera = {
    ...{ id: "cam-1", number: "1", name: "Porch", owner: { kind, label: "A. Owner" } },
    ...{ position: { lat: 1, lng: 1, accuracyM: 1 }, sharing: "registry-only", tags: [] },
    ...{ health: { state: "unknown", sinceMs: 0 }, place: { street: "Mill St", area: "North" } },
  };
  return { camera, ownerId: "own-1", hasOwnerPage: true, isWithdrawn: false, ...rest };
}

function makeEarlier(change: Partial<StoredFootage> = {}, item: Partial<StoredItem> = {}): StoredFootage {
  return {
    ...{ id: "footage:1", incidentId: "call-2", area: { shape: "circle", radiusM: 100 }, why: "why" },
    ...{ fromMs: 90 * HOUR_MS, toMs: 92 * HOUR_MS, operatorId: "analyst", operatorLabel: "A", stage: "over" },
    ...{ askedAtMs: 95 * HOUR_MS, putAtMs: 96 * HOUR_MS, expiresAtMs: 99 * HOUR_MS },
    items: [{ cameraId: "cam-1", ownerId: "own-1", state: "open", ...item }],
    ...change,
  };
}

const three = (change: Partial<StoredFootage> = {}, item: Partial<StoredItem> = {}) =>
  ["a", "b", "c"].map((id) => makeEarlier({ id: `footage:${id}`, ...change }, { cameraId: "cam-9", ...item }));
const sameCall = { incidentId: "call-1" };

test.each<[string, AskedCamera, StoredFootage[], Partial<StoredItem>]>([
  ["a resident with a page is asked", makeCamera(), [], { state: "open" }],
  ["a business too", makeCamera({ kind: "business" }), [], { state: "open" }],
  ["the city's own camera is not", makeCamera({ kind: "city" }), [], { state: "not-asked", omission: "city-camera" }],
  ["nor one whose owner has no page", makeCamera({ hasOwnerPage: false }), [], { omission: "no-owner-page" }],
  [
    "a withdrawn camera is kept back, which nobody can tell",
    makeCamera({ isWithdrawn: true }),
    [],
    { state: "withheld" },
  ],
  [
    "the same camera, incident and time is asked once",
    makeCamera(),
    [makeEarlier(sameCall)],
    { omission: "asked-before" },
  ],
  [
    "also when it was ignored",
    makeCamera(),
    [makeEarlier(sameCall, { state: "ignored" })],
    { omission: "asked-before" },
  ],
  [
    "and when it was kept back",
    makeCamera(),
    [makeEarlier(sameCall, { state: "withheld" })],
    { omission: "asked-before" },
  ],
  ["another incident is another question", makeCamera(), [makeEarlier()], { state: "open" }],
  ["so is another time", makeCamera(), [makeEarlier({ ...sameCall, toMs: 90 * HOUR_MS + 1 })], { state: "open" }],
  [
    "what no supervisor let through does not count",
    makeCamera(),
    [makeEarlier({ ...sameCall, putAtMs: undefined })],
    { state: "open" },
  ],
  [
    "nor what was not put to this owner",
    makeCamera(),
    [makeEarlier(sameCall, { state: "not-asked" })],
    { state: "open" },
  ],
  ["three requests within a day are the most", makeCamera(), three(), { omission: "asked-often" }],
  [
    "whatever became of them",
    makeCamera(),
    three({ stage: "withdrawn" }, { state: "withheld" }),
    { omission: "asked-often" },
  ],
  ["those of yesterday are forgotten", makeCamera(), three({ putAtMs: NOW_MS - 24 * HOUR_MS }), { state: "open" }],
  ["those to others do not count", makeCamera(), three({}, { ownerId: "own-2" }), { state: "open" }],
])("%s", (_, camera, earlier, expected) => {
  const context: AskedContext = {
    ...{ earlier, incidentId: "call-1", nowMs: NOW_MS },
    span: { fromMs: 90 * HOUR_MS + 1, toMs: 91 * HOUR_MS },
  };
  expect(chooseAsked([camera], context)).toEqual([expect.objectContaining({ cameraId: "cam-1", ...expected })]);
});
