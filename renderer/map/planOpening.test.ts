import { describe, expect, it } from "vitest";
import type { Foreseen } from "../../contract/foresight.ts";
import { PROSPECTS } from "../../contract/incidents.ts";
import { MAX_TILES } from "../../contract/wall.ts";
import { planOpening } from "./planOpening.ts";
import { makeCity, placeAll } from "./testCity.ts";

const SHAPE = { kind: "circle", centre: { lat: 41, lng: -68.5 }, radiusM: 5_000 } as const;
const foresee = (rows: ReturnType<typeof makeCity>, prospectOf: (at: number) => Foreseen["prospect"]) =>
  new Map(rows.map(({ id }, at) => [id, { cameraId: id, prospect: prospectOf(at), reasons: [] }]));

describe("what a shape opens", () => {
  it("counts every camera once, opens the allowed and lists all others", () => {
    const rows = makeCity(60);
    const { opens, asking, others, counts } = planOpening(
      placeAll(rows),
      foresee(rows, (at) => PROSPECTS[at % PROSPECTS.length] ?? "refused"),
      SHAPE,
    );
    expect([opens.length, asking.length, others.length]).toEqual([10, 20, 30]);
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(60);
  });

  it("opens the nearest to the middle first, at most what a display holds, and says how many more there were", () => {
    const rows = makeCity(130);
    const plan = planOpening(
      placeAll(rows),
      foresee(rows, () => "allowed"),
      SHAPE,
    );
    expect([plan.opens.length, plan.cutCount, plan.opens[0]]).toEqual([MAX_TILES, 30, "cam-1"]);
  });

  it("takes a camera the hub said nothing of as not available", () => {
    const rows = makeCity(3);
    const { opens, others } = planOpening(placeAll(rows), new Map(), SHAPE);
    expect([opens.length, others.length]).toEqual([0, 3]);
  });
});
