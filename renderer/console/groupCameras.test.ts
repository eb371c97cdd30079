import { describe, expect, it } from "vitest";
import type { CameraRow } from "../../contract/cameras.ts";
import type { IncidentCameras, Prospect } from "../../contract/incidents.ts";
import { createBook } from "../state/cameraBook.ts";
import { groupCameras } from "./groupCameras.ts";

function createRow(number: string, name: string): CameraRow {
  return {
    id: `cam-${number}`,
    number,
    name,
    ownerKind: "city",
    ownerLabel: "Harbor City",
    position: { lat: 41, lng: -68, accuracyM: 3 },
    sharing: "standing",
    health: { state: "online", sinceMs: 0 },
    street: "Mill St",
    hasStream: true,
  };
}

function createNear(...prospects: [string, Prospect][]): IncidentCameras {
  const cameras = prospects.map(([number, prospect], index) => ({
    cameraId: `cam-${number}`,
    number,
    name: number,
    distanceM: index * 10,
    seesPlace: null,
    prospect,
    reasons: [],
  }));
  return { incidentId: "i", radiusM: 300, isPlaced: true, totalCount: cameras.length, cameras };
}

const book = createBook([createRow("R2", "Orchard Row"), createRow("211", "Pharmacy, lot"), createRow("21", "Bridge")]);
const numbersOf = (listed: readonly { row: CameraRow }[] | null) => listed?.map(({ row }) => row.number);

describe("cameras in the list", () => {
  it("are all there by number without an incident, registry-only last", () => {
    expect(numbersOf(groupCameras(book, null, "").others)).toEqual(["21", "211", "R2"]);
  });

  it("are parted by whether they would open now", () => {
    const groups = groupCameras(book, createNear(["211", "allowed"], ["21", "asks-owner"], ["R2", "refused"]), "");
    expect(numbersOf(groups.near)).toEqual(["211"]);
    expect(numbersOf(groups.notAvailable)).toEqual(["21", "R2"]);
  });

  it("stand with those near once their owner said yes, and with those not available after a withdrawal", () => {
    const near = createNear(["211", "allowed"], ["21", "asks-owner"]);
    const groups = groupCameras(
      book,
      near,
      "",
      new Map([
        ["cam-21", { state: "live", isAsked: false }],
        ["cam-211", { state: "revoked", isAsked: false }],
      ]),
    );
    expect([numbersOf(groups.near), numbersOf(groups.notAvailable)]).toEqual([["21"], ["211"]]);
  });

  it("are found by every word, an exact number first, whatever the incident", () => {
    const near = createNear(["211", "allowed"]);
    expect(numbersOf(groupCameras(book, near, "21").others)).toEqual(["21", "211"]);
    expect(numbersOf(groupCameras(book, near, "mill LOT").others)).toEqual(["211"]);
    expect(groupCameras(book, near, "nowhere").others).toEqual([]);
  });

  it("beyond two hundred are counted, not drawn", () => {
    const many = createBook(Array.from({ length: 250 }, (_, index) => createRow(String(index + 1), "Camera")));
    const groups = groupCameras(many, null, "");
    expect(groups.others).toHaveLength(200);
    expect(groups.hiddenCount).toBe(50);
  });
});
