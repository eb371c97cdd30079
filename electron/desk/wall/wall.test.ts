import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Incident } from "../../../contract/incidents.ts";
import type { WallPatch } from "../../../contract/wall.ts";
import { createHandClock } from "../testing/handClock.ts";
import { createTestLog } from "../testing/openTestDesk.ts";
import { assignTiles } from "./editDisplays.ts";
import { openWall } from "./wall.ts";
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
  notes: [],
};
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
    ["half a file", '{"schema":1,"disp'],
    ["another version", '{"schema":2,"operatorId":null,"displays":[]}'],
    ["a display with a field nobody knows", '{"schema":1,"operatorId":null,"displays":[{"grant":"x"}]}'],
  ])("keeps %s aside and starts empty", async (_what, text) => {
    await writeFile(join(dataDir, "wall.json"), text);
    const wall = await open();
    expect(wall.displays()).toHaveLength(1);
    expect(await readFile(join(dataDir, "wall.json.unreadable"), "utf8")).toBe(text);
    expect(log.has("wall.keptAside")).toBe(true);
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
});
