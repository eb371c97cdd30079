import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Purpose } from "../../../contract/viewings.ts";
import type { Look } from "../consent/chooseLook.ts";
import { createHandClock, type HandClock } from "../testing/handClock.ts";
import { createTestLog } from "../testing/openTestDesk.ts";
import { showOnly } from "../wall/editDisplays.ts";
import { openWall, type WallKeeper } from "../wall/wall.ts";
import { createWallFile } from "../wall/wallFile.ts";
import { createWallMode, PUBLIC_SPACE, type WallMode } from "./wallMode.ts";

const SHOTS: Purpose = { code: "emergency-response", incidentId: "26-1" };

let dataDir: string;
let clock: HandClock;
let wall: WallKeeper;
let mode: WallMode;
/** How the windows fare with a pushed camera. */
let looks: Record<string, Look>;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "glasshouse-wall-"));
  [clock, looks] = [createHandClock(), {}];
  const log = createTestLog();
  wall = await openWall({ file: createWallFile(dataDir, log), stationName: "S", clock, log });
  wall.signedIn("station:1", []);
  wall.edit(showOnly(wall.display(1), ["cam:1", "cam:2"]));
  const view = { canPlace: false, screens: [], places: [], offers: [] };
  mode = createWallMode({
    ...{ wall, clock, log, hubNowMs: clock.nowMs, cameras: { rows: () => [] } },
    displays: { view: () => view, open: async () => {} } as never,
    session: { isAlone: () => true } as never,
    viewings: { lookAt: (_display, cameraId) => looks[cameraId] ?? "nobody" },
  });
  pass(2);
  wall.show(showOnly(wall.display(1), ["cam:8", "cam:9"]), SHOTS, clock.nowMs());
});
afterEach(async () => {
  await wall.close();
  await rm(dataDir, { recursive: true });
});

function pass(seconds: number): void {
  for (let second = 0; second < seconds; second++) {
    clock.advance(1_000);
    mode.turn();
  }
}
const shown = () => wall.display(1).tiles.filter((cameraId) => cameraId !== null);

test.each<[string, Record<string, Look>]>([
  ["one of its cameras is shown", { "cam:8": "blocked", "cam:9": "shown" }],
  ["one of its cameras is waited for", { "cam:8": "blocked", "cam:9": "waiting" }],
  ["no window has asked yet", {}],
])("a pushed view stays on a wall alone while %s", (_, now) => {
  looks = now;
  pass(20);
  expect([shown(), wall.display(1).purpose]).toEqual([["cam:8", "cam:9"], SHOTS]);
});

test("once nothing of it can be shown, the wall goes back to what it showed before", () => {
  looks = { "cam:8": "blocked", "cam:9": "blocked" };
  pass(2);
  expect(shown()).toEqual(["cam:8", "cam:9"]);
  pass(3);
  expect([shown(), wall.display(1).purpose]).toEqual([["cam:1", "cam:2"], PUBLIC_SPACE]);
});

test("what is refused for a moment does not count", () => {
  looks = { "cam:8": "blocked", "cam:9": "blocked" };
  pass(2);
  looks = { "cam:8": "shown", "cam:9": "blocked" };
  pass(1);
  looks = { "cam:8": "blocked", "cam:9": "blocked" };
  pass(2);
  expect(shown()).toEqual(["cam:8", "cam:9"]);
});
