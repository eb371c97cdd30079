import { expect, it } from "vitest";
import { OWNER_KINDS, SHARING_TIERS } from "../../contract/consentRecord.ts";
import { PROSPECTS } from "../../contract/incidents.ts";
import { choosePinLook, describeOwnerLook } from "./pinLook.ts";
import { makeCity } from "./testCity.ts";

const [row] = makeCity(1);
if (row === undefined) throw new Error("no camera");

it("tells what would happen by shape and by colour, each apart from every owner's shape", () => {
  const looks = PROSPECTS.map((prospect) => choosePinLook(row, prospect));
  const shapes = new Set(looks.map(({ shape }) => shape));
  // Both ways of being asked first look alike; all else differs.
  expect(shapes.size).toBe(PROSPECTS.length - 1);
  for (const kind of OWNER_KINDS) expect(shapes).not.toContain(describeOwnerLook(kind).shape);
});

it("tells owners by shape and sharing by filling", () => {
  const looks = OWNER_KINDS.flatMap((ownerKind) =>
    SHARING_TIERS.map((sharing) => choosePinLook({ ...row, ownerKind, sharing }, undefined)),
  );
  expect(new Set(looks.map(({ shape, fill }) => `${shape} ${fill}`)).size).toBe(looks.length);
});

it("shows a camera that is down as down, whatever its owner", () => {
  const down = { ...row, health: { state: "offline" as const, sinceMs: 0 } };
  expect(choosePinLook(down, undefined)).toEqual(choosePinLook(row, "offline"));
});
