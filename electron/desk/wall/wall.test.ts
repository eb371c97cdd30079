import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Incident } from "../../../contract/incidents.ts";
import type { Purpose } from "../../../contract/viewings.ts";
import type { WallPatch } from "../../../contract/wall.ts";
import { createHandClock } from "../testing/handClock.ts";
import { createTestLog } from "../testing/openTestDesk.ts";
import { assignTiles, createDisplay } from "./editDisplays.ts";
import { openWall, type WallKeeper } from "./wall.ts";
import { createWallFile } from "./wallFile.ts";

const OPEN: Incident = {
  id: "26-1",
  kind: "fire",
  title: "Fire",
  priority: 2,
  source: "cad",
  verified: true,
  openedBy: "CAD",
  place: "Mill St",
  openedAtMs: 1,
  revision: 1,
  units: [],
  notes: [],
};
const PUBLIC = { code: "public-space-monitoring" } as const;
const ON_FIRE = { code: "emergency-response", incidentId: "26-1" } as const;

let dataDir: string;
const log = createTestLog();
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "glasshouse-wall-"));
});
afterEach(() => rm(dataDir, { recursive: true }));

const open = () => openWall({ file: createWallFile(dataDir, log), stationName: "S", clock: createHandClock(), log });

async function storeOnFire(): Promise<void> {
  const wall = await open();
  wall.signedIn("op:1", [OPEN]);
  const next = assignTiles(wall.display(1), [{ tile: 2, cameraId: "cam:2" }]);
  if (next !== null) wall.edit(next);
  wall.setPurpose(1, ON_FIRE, 5);
  await wall.close();
}

describe("the wall", () => {
  test("is as it was left after a restart, with its purpose for the same operator", async () => {
    await storeOnFire();
    const wall = await open();
    wall.signedIn("op:1", [OPEN]);
    expect(wall.display(1)).toMatchObject({ purpose: ON_FIRE, purposeSetAtMs: 5 });
    expect(wall.display(1).tiles[1]).toBe("cam:2");
  });

  test.each([
    ["another operator", "op:2", [OPEN]],
    ["a closed incident", "op:1", [{ ...OPEN, closedAtMs: 9 }]],
    ["an incident nobody knows", "op:1", []],
  ])("forgets purposes, not cameras, for %s", async (_why, operatorId, incidents) => {
    await storeOnFire();
    const wall = await open();
    wall.signedIn(operatorId, incidents);
    expect(wall.display(1).purpose).toBeNull();
    expect(wall.display(1).tiles[1]).toBe("cam:2");
  });

  test.each([
    ["half a file", '{"schema":1,"disp', "damaged"],
    ["a newer version without displays", '{"schema":3,"operatorId":null}', "newer"],
    ["a display with a field nobody knows", '{"schema":1,"operatorId":null,"displays":[{"grant":"x"}]}', "damaged"],
    ["5 MB of brackets", "[".repeat(5 * 1_024 * 1_024), "damaged"],
  ])("keeps %s aside, starts empty and says so", async (_what, text, why) => {
    await writeFile(join(dataDir, "wall.json"), text);
    const wall = await open();
    expect(wall.displays()).toHaveLength(1);
    expect(wall.snapshot().keptAside).toEqual({ why, file: "wall.json.unreadable", displaysShown: 0 });
    expect(await readFile(join(dataDir, "wall.json.unreadable"), "utf8")).toBe(text);
    expect(log.has("wall.keptAside")).toBe(true);
  });

  test.each([
    ["of a newer program", { schema: 3 }, {}, ["cam:1", null, "cam:no-more", null], "newer"],
    ["with 1 000 tiles", {}, { tiles: Array(1_000).fill("cam:1") }, Array(4).fill("cam:1"), "damaged"],
    ["with too few tiles", {}, { hotspot: 7, tiles: ["cam:1"] }, ["cam:1", null, null, null], "damaged"],
    ["with a camera that is no id", {}, { tiles: ["cam:1", "<b>", 7, null] }, ["cam:1", null, null, null], "damaged"],
  ])("shows what is understood of a file %s, without its purpose", async (_what, file, display, tiles, why) => {
    const known = { ...createDisplay(2), layout: "2x2", tiles: ["cam:1", null, "cam:no-more", null], purpose: ON_FIRE };
    const displays = [{ ...known, glow: true, ...display }, { display: 3 }];
    const text = JSON.stringify({ schema: 2, operatorId: "op:1", displays, ...file });
    await writeFile(join(dataDir, "wall.json"), text);
    const wall = await open();
    expect(wall.displays()).toEqual([{ ...createDisplay(2), layout: "2x2", tiles }]);
    expect(wall.snapshot().keptAside).toEqual({ why, file: "wall.json.unreadable", displaysShown: 1 });
    expect(await readFile(join(dataDir, "wall.json.unreadable"), "utf8")).toBe(text);
  });

  test("keeps a second unreadable file beside the first", async () => {
    for (const text of ["first", "second"]) {
      await writeFile(join(dataDir, "wall.json"), text);
      await open();
    }
    expect(await readFile(join(dataDir, "wall.json.unreadable"), "utf8")).toBe("first");
    expect(await readFile(join(dataDir, "wall.json.unreadable.2"), "utf8")).toBe("second");
  });

  test("reads a file written before tiles had marks, and keeps marks through a restart from then on", async () => {
    const { sequences: _s, pinned: _p, hotspot: _h, ...plain } = { ...createDisplay(1), hasWindow: true };
    const text = JSON.stringify({ schema: 1, operatorId: "op:1", displays: [{ ...plain, purpose: ON_FIRE }] });
    await writeFile(join(dataDir, "wall.json"), text);
    const wall = await open();
    expect(wall.snapshot().keptAside).toBeUndefined();
    expect(wall.display(1)).toMatchObject({ purpose: ON_FIRE, sequences: [], pinned: [], hotspot: null });
    const sequence = { cameraIds: ["cam:1", "cam:2"], dwellMs: 3_000, isPaused: true, position: 1 };
    const marked = { ...wall.display(1), tiles: ["cam:2", ...wall.display(1).tiles.slice(1)], pinned: [1], hotspot: 3 };
    wall.edit({ ...marked, sequences: [{ tile: 1, ...sequence, next: "cam:1" }] });
    await wall.close();
    const again = await open();
    expect(again.display(1)).toMatchObject({ pinned: [1], hotspot: 3, sequences: [{ ...sequence, next: null }] });
  });

  test("leaves no half-written file behind", async () => {
    await storeOnFire();
    expect(await readdir(dataDir)).toEqual(["wall.json"]);
  });

  test("numbers every patch and takes steps back without touching the purpose", async () => {
    const wall = await open();
    const patches: WallPatch[] = [];
    wall.changed.on((patch) => patches.push(patch));
    const next = assignTiles(wall.display(1), [{ tile: 1, cameraId: "cam:1" }]);
    if (next !== null) wall.edit(next);
    wall.setPurpose(1, ON_FIRE, 5);
    wall.undo();
    wall.undo();
    expect(patches.map(({ revision, canUndo }) => [revision, canUndo])).toEqual([
      [1, true],
      [2, true],
      [3, false],
    ]);
    expect(wall.display(1)).toMatchObject({ purpose: ON_FIRE });
    expect(wall.display(1).tiles[0]).toBeNull();
  });

  test.each<[string, (wall: WallKeeper) => void, Purpose | null]>([
    ["as it was given", () => {}, PUBLIC],
    ["cleared since", (wall) => wall.setPurpose(1, null, 7), null],
    ["replaced since by the same words", (wall) => wall.setPurpose(1, { ...ON_FIRE }, 7), ON_FIRE],
    ["of an earlier sign-in of the same operator", (wall) => wall.signedIn("op:1", [OPEN]), ON_FIRE],
  ])("takes back a view whose purpose is %s without bringing an ended purpose back", async (_what, happen, purpose) => {
    const wall = await open();
    wall.signedIn("op:1", [OPEN]);
    wall.setPurpose(1, PUBLIC, 5);
    const next = assignTiles(wall.display(1), [{ tile: 1, cameraId: "cam:1" }]);
    if (next !== null) wall.show(next, ON_FIRE, 6);
    happen(wall);
    const told: number[] = [];
    wall.purposeChanged.on((display) => told.push(display));
    wall.undo();
    expect([wall.display(1).purpose, wall.display(1).tiles[0]]).toEqual([purpose, null]);
    expect(told).toEqual(purpose === PUBLIC ? [1] : []);
  });
});
