import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MAX_MARKERS, type NewMarker } from "../contract/markers.ts";
import { readAudit } from "./test/readAudit.ts";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import { readEvents } from "./test/testEvents.ts";
import { MILL_STREET, type TestStation } from "./test/testStation.ts";

let house: TestHub;
let analyst: TestStation;
let supervisor: TestStation;
beforeAll(async () => {
  house = await startTestHub();
  analyst = await house.station("analyst");
  supervisor = await house.station("supervisor");
});
afterAll(() => house.close());

const HOUR_MS = 3_600_000;
const make = (markerId: string, change: Partial<NewMarker> = {}): NewMarker => ({
  ...{ markerId, atMs: house.clock.nowMs() - HOUR_MS, cameraId: "cam-204", text: "Grey van stops" },
  ...change,
});
const add = (station: TestStation, marker: NewMarker, incidentId = MILL_STREET) =>
  station.call("addMarker", marker, incidentId);
const list = async (station: TestStation, incidentId = MILL_STREET) =>
  (await station.call("markers", undefined, incidentId)).answer.markers;
const remove = (station: TestStation, markerId: string) =>
  station.call("removeMarker", undefined, MILL_STREET, `?markerId=${markerId}`);

describe("a marker", () => {
  test("is there for everybody who works on the incident, by time, and is told to them", async () => {
    const news = await readEvents(supervisor);
    await add(analyst, make("m-later"));
    await add(analyst, make("m-first", { atMs: house.clock.nowMs() - 2 * HOUR_MS, text: "First sound" }));
    await news.find("markers.changed", ({ incidentId }) => incidentId === MILL_STREET);
    news.close();
    expect((await list(supervisor)).map(({ text, isOwn }) => [text, isOwn])).toEqual([
      ["First sound", false],
      ["Grey van stops", false],
    ]);
    expect((await list(analyst)).every(({ isOwn }) => isOwn)).toBe(true);
  });

  test("that is sent twice is kept once; its id is nobody else's", async () => {
    const marker = make("m-twice");
    expect((await add(analyst, marker)).status).toBe(200);
    expect((await add(analyst, { ...marker, text: "Something else" })).answer.text).toBe("Grey van stops");
    expect((await add(supervisor, marker)).code).toBe("CONFLICT");
    expect((await list(analyst)).filter(({ markerId }) => markerId === "m-twice")).toHaveLength(1);
  });

  test("is taken away by who set it and by nobody else", async () => {
    await add(analyst, make("m-gone"));
    expect((await remove(supervisor, "m-gone")).code).toBe("RIGHT_MISSING");
    expect((await remove(analyst, "m-gone")).status).toBe(200);
    expect((await remove(analyst, "m-gone")).code).toBe("NOT_FOUND");
  });

  test.each([
    ["without words", { text: " \u200b " }, "REQUEST_MALFORMED"],
    ["with words of 1 MB", { text: "x".repeat(1_024 * 1_024) }, "REQUEST_MALFORMED"],
    ["at no time", { atMs: Number.NaN }, "REQUEST_MALFORMED"],
    ["an hour ahead", { atMs: Date.now() + HOUR_MS }, "CONFLICT"],
    ["of a camera nobody knows", { cameraId: "cam-no-more" }, "NOT_FOUND"],
    ["under an id that is none", { markerId: "<img src=x>" }, "REQUEST_MALFORMED"],
  ])("%s is refused", async (_what, change, code) => {
    const before = await list(analyst);
    expect((await add(analyst, make("m-bad", change))).code).toBe(code);
    expect(await list(analyst)).toEqual(before);
  });

  test("of an incident nobody knows is refused", async () => {
    expect((await add(analyst, make("m-nowhere"), "26-0")).code).toBe("NOT_FOUND");
    expect((await analyst.call("markers", undefined, "26-0")).code).toBe("NOT_FOUND");
  });

  test("leaves who set it and took it away in the audit, with its words", () => {
    const { entries, broken } = readAudit(house.dataDir);
    const about = entries.filter(({ marker }) => marker === "m-gone");
    expect(about.map(({ type, actor, text }) => [type, actor, text])).toEqual([
      ["marker.kept", "analyst", "Grey van stops"],
      ["marker.removed", "analyst", "Grey van stops"],
    ]);
    expect(broken).toBeUndefined();
  });
});

test("no incident has more markers than a timeline draws, however many are sent at once", async () => {
  const wish = { kind: "other", title: "Bound", priority: 3, place: "Quay" } as const;
  const { id } = (await analyst.call("createIncident", wish)).answer;
  fillUp(id, MAX_MARKERS - 3);
  const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => add(analyst, make(`more-${n}`), id)));
  expect(answers.filter(({ code }) => code === "CONFLICT")).toHaveLength(5);
  expect(await list(analyst, id)).toHaveLength(MAX_MARKERS);
});

/** As if they had been set over weeks. */
function fillUp(incidentId: string, count: number): void {
  const db = new DatabaseSync(join(house.dataDir, "hub.sqlite"));
  const insert = db.prepare("insert into marker values (?, ?, 1, null, 'Before', 'analyst', 'A. Reyes')");
  db.exec("begin");
  for (let n = 0; n < count; n++) insert.run(`before-${n}`, incidentId);
  db.exec("commit");
  db.close();
}
