import { expect, it } from "vitest";
import { toWorld } from "./geo.ts";
import { hitTarget } from "./hitTarget.ts";
import type { MapTarget } from "./scene.ts";

const at = (lat: number, lng: number) => toWorld({ lat, lng });
const camera = (cameraId: string, lat: number): MapTarget => ({ kind: "camera", cameraId, ...at(lat, -68.42) });
const incident: MapTarget = { kind: "incident", incidentId: "26-1", ...at(41.05, -68.42) };
const ZOOM = 17;

it("takes the nearest pin within reach, and none from farther away", () => {
  const pins = [camera("a", 41.05), camera("b", 41.05005)];
  expect(hitTarget(pins, at(41.05004, -68.42), ZOOM, 16)).toMatchObject({ cameraId: "b" });
  expect(hitTarget(pins, at(41.0515, -68.42), ZOOM, 16)).toBeNull();
  expect(hitTarget([], at(41.05, -68.42), ZOOM, 16)).toBeNull();
});

it("takes an incident before the pins below it, in any order", () => {
  const pin = camera("a", 41.05);
  for (const targets of [
    [pin, incident],
    [incident, pin],
  ])
    expect(hitTarget(targets, at(41.05, -68.42), ZOOM, 16)).toMatchObject({ incidentId: "26-1" });
});
