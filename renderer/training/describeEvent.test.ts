import { expect, it } from "vitest";
import type { ScenarioEvent } from "../../contract/training.ts";
import { createBook } from "../state/cameraBook.ts";
import { describeEvent, titleCalls } from "./describeEvent.ts";

const CALL: ScenarioEvent = {
  ...{ do: "call", atMs: 0, call: "a", kind: "fire", title: "Smoke", priority: 1, place: "Mill St", units: [] },
  position: { lat: 41, lng: -68, accuracyM: 5 },
};
const BOOK = createBook([
  {
    ...{
      id: "cam-205",
      number: "205",
      name: "Mill St & 4th",
      ownerKind: "city",
      ownerLabel: "City",
      sharing: "standing",
    },
    ...{ health: { state: "online", sinceMs: 0 }, street: "4th Ave", hasStream: true },
  },
]);

it.each<[ScenarioEvent, string]>([
  [CALL, "Call: Smoke, Mill St, P1"],
  [{ do: "update", atMs: 1, call: "a", note: { by: "Unit 4", text: "On scene." } }, "Smoke: Unit 4: On scene."],
  [{ do: "update", atMs: 1, call: "a", units: ["Unit 4"], priority: 2 }, "Smoke: units Unit 4 · now P2"],
  [{ do: "update", atMs: 1, call: "a", place: "Quay St" }, "Smoke: facts changed"],
  [{ do: "close", atMs: 1, call: "a" }, "Smoke is closed"],
  [{ do: "camera", atMs: 1, cameraId: "cam-205", fault: "freezes" }, "Camera 205, Mill St & 4th freezes"],
  [{ do: "withdraw", atMs: 1, cameraId: "cam-9" }, "cam-9: owner withdraws"],
  [
    { do: "owner", atMs: 1, cameraId: "cam-205", answer: "yes", afterMs: 40_000 },
    "Camera 205, Mill St & 4th: owner says yes 40 s after a request",
  ],
])("%o", (event, words) => {
  expect(describeEvent(event, titleCalls([CALL]), BOOK)).toBe(words);
});
