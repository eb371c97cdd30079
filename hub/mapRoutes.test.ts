import { afterAll, beforeAll, expect, test } from "vitest";
import { readAudit } from "./test/readAudit.ts";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import { MILL_STREET, type TestStation } from "./test/testStation.ts";

let at: TestHub;
let station: TestStation;
beforeAll(async () => {
  at = await startTestHub();
  station = await at.station("analyst");
});
afterAll(() => at.close());

test("the ground of the site comes in one answer, with streets that have names", async () => {
  const { status, answer } = await station.call("city");
  expect(status).toBe(200);
  expect(answer.siteId).toBe("harbor-city");
  expect(answer.features.some(({ properties }) => properties.kind === "street" && properties.name === "Mill St")).toBe(
    true,
  );
});

const OUTCOMES: readonly [number: string, prospect: string][] = [
  ["205", "allowed"],
  ["326", "asks-supervisor"],
  ["318", "refused"],
  ["107", "offline"],
];

test("foresight says of each camera what would happen, in the order asked, and asks nobody", async () => {
  const cameraIds = [...OUTCOMES.map(([number]) => `cam-${number}`), "cam-unknown"];
  const purpose = { code: "emergency-response" as const, incidentId: MILL_STREET };
  const { answer } = await station.call("foreseeViewings", { purpose, cameraIds });
  expect(answer.cameras.map(({ cameraId, prospect }) => [cameraId, prospect])).toEqual([
    ...OUTCOMES.map(([number, prospect]) => [`cam-${number}`, prospect]),
    ["cam-unknown", "refused"],
  ]);
  const { entries } = readAudit(at.dataDir);
  expect(entries.filter(({ type }) => type === "registry.lookup")).toMatchObject([
    { actor: "analyst", incident: MILL_STREET, cameras: 5 },
  ]);
  expect(entries.some(({ type }) => String(type).startsWith("decision"))).toBe(false);
});

test("foresight tells a withdrawn permission and none apart no more than the check itself", async () => {
  const purpose = { code: "public-space-monitoring" as const };
  const { answer } = await station.call("foreseeViewings", { purpose, cameraIds: ["cam-260", "cam-318"] });
  for (const { prospect, reasons } of answer.cameras) {
    expect(prospect).toBe("refused");
    expect(reasons).not.toContain("CONSENT_WITHDRAWN");
  }
});

test("nobody looks into the map without signing in", async () => {
  const stranger = await at.station();
  expect((await stranger.call("city")).status).toBe(401);
});
