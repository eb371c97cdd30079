import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ViewChange } from "../contract/views.ts";
import { readAudit } from "./test/readAudit.ts";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import type { TestStation } from "./test/testStation.ts";

const HARBOUR: ViewChange = {
  name: "Harbour",
  isShared: false,
  layout: "2x2",
  tiles: ["cam-205", null, "cam-no-more", null],
  sequences: [{ tile: 2, cameraIds: ["cam-206", "cam-219"], dwellMs: 5_000 }],
  hotspot: 4,
  revision: 0,
};
const SQUARE = { columns: 2, rows: 1, places: [{ column: 0, row: 0, columns: 2, rows: 1 }] };

let house: TestHub;
let analyst: TestStation;
let supervisor: TestStation;
beforeAll(async () => {
  house = await startTestHub();
  analyst = await house.station("analyst");
  supervisor = await house.station("supervisor");
});
afterAll(() => house.close());

const put = (station: TestStation, id: string, change: Partial<ViewChange> = {}) =>
  station.call("putView", { ...HARBOUR, ...change }, id);
const remove = (station: TestStation, id: string, revision: number) =>
  station.call("deleteView", undefined, id, `?revision=${revision}`);
const listIds = async (station: TestStation) => (await station.call("views")).answer.views.map(({ id }) => id);

describe("a view", () => {
  test("is there at another station of the same operator, unknown cameras and all, and for nobody else", async () => {
    await put(analyst, "v-private");
    const elsewhere = await house.station("analyst");
    const { answer } = await elsewhere.call("views");
    expect(answer.views.find(({ id }) => id === "v-private")).toMatchObject({
      ...{ name: "Harbour", tiles: HARBOUR.tiles, revision: 1, isOwn: true },
    });
    expect(await listIds(supervisor)).not.toContain("v-private");
  });

  test("of another operator does not exist while private, and cannot be changed when shared", async () => {
    await put(analyst, "v-shared", {
      isShared: true,
      layout: SQUARE,
      tiles: ["cam-205"],
      sequences: [],
      hotspot: null,
    });
    expect((await put(supervisor, "v-private", { revision: 1 })).status).toBe(404);
    expect((await put(supervisor, "v-private")).status).toBe(404);
    expect((await remove(supervisor, "v-private", 1)).status).toBe(404);
    expect((await put(supervisor, "v-shared", { revision: 1 })).status).toBe(403);
    expect((await remove(supervisor, "v-shared", 1)).status).toBe(403);
    const { answer } = await supervisor.call("views");
    expect(answer.views.find(({ id }) => id === "v-shared")).toMatchObject({ isOwn: false, layout: SQUARE });
  });

  test("changed meanwhile is a conflict, and nothing of the late change is kept", async () => {
    await put(analyst, "v-race");
    const [first, second] = await Promise.all([
      put(analyst, "v-race", { name: "First", revision: 1 }),
      put(analyst, "v-race", { name: "Second", revision: 1 }),
    ]);
    expect([first.status, second.status]).toEqual([200, 409]);
    expect(second.code).toBe("CONFLICT");
    expect((await remove(analyst, "v-race", 1)).code).toBe("CONFLICT");
    expect((await put(analyst, "v-race")).code).toBe("CONFLICT");
    const { answer } = await analyst.call("views");
    expect(answer.views.find(({ id }) => id === "v-race")?.name).toBe("First");
  });

  test("once deleted is gone, and comes back when it is put again", async () => {
    await put(analyst, "v-gone");
    await remove(analyst, "v-gone", 1);
    expect(await listIds(analyst)).not.toContain("v-gone");
    expect((await remove(analyst, "v-gone", 1)).status).toBe(404);
    expect((await put(analyst, "v-gone")).answer.revision).toBe(1);
  });

  test("loses markup's companions, not its letters, from its name", async () => {
    const { answer } = await put(analyst, "v-name", { name: "<b>Har\u202ebour</b>\u200b\u0007" });
    expect(answer.name).toBe("<b>Har bour</b>");
  });

  test.each([
    ["another version", { schema: 2 }],
    ["a sequence of one camera", { sequences: [{ tile: 2, cameraIds: ["cam-205"], dwellMs: 5_000 }] }],
    ["a sequence of 65 cameras", { sequences: [{ tile: 2, cameraIds: Array(65).fill("cam-205"), dwellMs: 5_000 }] }],
    ["a sequence that turns within 3 s", { sequences: [{ ...HARBOUR.sequences[0], dwellMs: 2_999 }] }],
    ["a sequence in a tile its layout has not", { sequences: [{ ...HARBOUR.sequences[0], tile: 5 }] }],
    ["two sequences in one tile", { sequences: [HARBOUR.sequences[0], HARBOUR.sequences[0]] }],
    ["a sequence in the hotspot", { hotspot: 2 }],
    ["1 000 tiles", { tiles: Array.from({ length: 1_000 }, () => null) }],
    ["fewer tiles than its layout", { tiles: [null] }],
    [
      "overlapping places",
      { layout: { ...SQUARE, places: [...SQUARE.places, ...SQUARE.places] }, tiles: [null, null] },
    ],
    ["a name of 1 MB", { name: "x".repeat(1_024 * 1_024) }],
    ["a name of nothing", { name: "\u202e \u200b" }],
    ["a camera that is no id", { tiles: ["<img src=x>", null, null, null] }],
  ])("with %s is refused", async (_what, change) => {
    const refused = await put(analyst, "v-bad", change as Partial<ViewChange>);
    expect([refused.status, refused.code]).toEqual([400, "REQUEST_MALFORMED"]);
    expect(await listIds(analyst)).not.toContain("v-bad");
  });

  test("is not for an operator who may not watch", async () => {
    const auditor = await house.station("auditor");
    expect((await put(auditor, "v-auditor")).status).toBe(403);
  });

  test("leaves who saved and deleted it in the audit", async () => {
    const { entries, broken } = readAudit(house.dataDir);
    const about = entries.filter(({ view }) => view === "v-gone");
    expect(about.map(({ type, actor }) => [type, actor])).toEqual([
      ["view.saved", "analyst"],
      ["view.deleted", "analyst"],
      ["view.saved", "analyst"],
    ]);
    expect(broken).toBeUndefined();
  });
});

test("a hub started again has its views, and leaves one it cannot read in its place unshown", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "glasshouse-hub-"));
  const before = await startTestHub({ dataDir });
  const station = await before.station("analyst");
  await put(station, "v-kept");
  await put(station, "v-before");
  await put(station, "v-newer");
  await put(station, "v-damaged");
  await before.close();
  const database = new DatabaseSync(join(dataDir, "hub.sqlite"));
  const write = database.prepare("update saved_view set document = ? where id = ?");
  write.run('{"schema":3,"name":"Harbour"}', "v-newer");
  const { isShared: _isShared, revision: _revision, sequences: _sequences, hotspot: _hotspot, ...plain } = HARBOUR;
  write.run(JSON.stringify({ schema: 1, ownerLabel: "A. Reyes", ...plain }), "v-before");
  write.run('{"schema":1,', "v-damaged");
  database.close();
  const reported: unknown[] = [];
  const warn = (event: string, facts: object = {}) => void (event === "view.unreadable" && reported.push(facts));
  const after = await startTestHub({ dataDir, log: { info: () => {}, warn, error: () => {} } });
  expect(await listIds(await after.station("analyst"))).toEqual(["v-before", "v-kept"]);
  const { views } = (await (await after.station("analyst")).call("views")).answer;
  expect(views.map(({ sequences, hotspot }) => [sequences, hotspot])).toEqual([
    [[], null],
    [HARBOUR.sequences, 4],
  ]);
  expect(reported).toEqual([{ view: "v-newer" }, { view: "v-damaged" }]);
  await after.close();
  rmSync(dataDir, { recursive: true });
});
