import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DEFAULT_PERSONAL, DEFAULT_STATION, type Settings } from "../../../contract/settings.ts";
import { createHandClock } from "../testing/handClock.ts";
import { createTestLog } from "../testing/openTestDesk.ts";
import { openSettings } from "./settings.ts";
import { createSettingsFile } from "./settingsFile.ts";

let dataDir: string;
const log = createTestLog();
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "glasshouse-settings-"));
});
afterEach(() => rm(dataDir, { recursive: true }));

const open = () => openSettings({ file: createSettingsFile(dataDir, log), clock: createHandClock(), log });
const path = () => join(dataDir, "settings.json");

describe("settings", () => {
  test("are the defaults until somebody chooses", async () => {
    const settings = await open();
    expect(settings.view()).toEqual({ personal: DEFAULT_PERSONAL, station: DEFAULT_STATION, keptAside: null });
  });

  test("of an operator come back with them, and those of the station stay for all", async () => {
    const settings = await open();
    settings.signedIn("op:1");
    settings.change({ personal: { textPercent: 150, theme: "light" }, station: { isMuted: true } });
    settings.signedIn("op:2");
    expect(settings.view()).toMatchObject({ personal: DEFAULT_PERSONAL, station: { isMuted: true } });
    await settings.close();

    const later = await open();
    later.signedIn("op:1");
    expect(later.view().personal).toEqual({ ...DEFAULT_PERSONAL, textPercent: 150, theme: "light" });
    expect(later.view().station).toEqual({ ...DEFAULT_STATION, isMuted: true });
    await later.close();
  });

  test("before anybody signs in are those of the last operator", async () => {
    const settings = await open();
    settings.signedIn("op:2");
    settings.signedIn("op:1");
    settings.change({ personal: { theme: "light" } });
    await settings.close();
    expect((await open()).view().personal.theme).toBe("light");
  });

  test("are told at once and written once, however often a slider moves", async () => {
    const clock = createHandClock();
    const writes: unknown[] = [];
    const file = {
      read: async () => ({ settings: null, keptAside: null }),
      write: async (s: unknown) => void writes.push(s),
    };
    const settings = await openSettings({ file, clock, log });
    const told: Settings[] = [];
    settings.changed.on((now) => told.push(now));
    for (let soundPercent = 1; soundPercent <= 100; soundPercent++) settings.change({ station: { soundPercent } });
    await settings.close();
    expect(told).toHaveLength(100);
    expect(writes).toHaveLength(1);
    expect(writes[0]).toMatchObject({ station: { soundPercent: 100 } });
  });

  test.each([
    ["half a file", '{"schema":1,"sta'],
    ["another version", '{"schema":2,"station":{},"operators":[]}'],
    [
      "a text no size fits",
      '{"schema":1,"station":{},"operators":[{"operatorId":"a","personal":{"textPercent":900}}]}',
    ],
    [
      "a control that does not exist",
      '{"schema":1,"station":{"controls":[{"control":"z9","commandId":null}]},"operators":[]}',
    ],
    ["an empty file", ""],
  ])("that are %s are kept aside, and everybody is told where", async (_what, written) => {
    await writeFile(path(), written);
    const settings = await open();
    expect(settings.view()).toEqual({
      personal: DEFAULT_PERSONAL,
      station: DEFAULT_STATION,
      keptAside: "settings.json.unreadable",
    });
    expect(await readFile(join(dataDir, "settings.json.unreadable"), "utf8")).toBe(written);
    expect(log.has("settings.keptAside")).toBe(true);
  });

  test("of a newer program are read as far as they are known", async () => {
    const station = { isMuted: true, smell: "roses" };
    await writeFile(path(), JSON.stringify({ schema: 1, station, operators: [] }));
    const { keptAside, station: read } = (await open()).view();
    expect({ keptAside, isMuted: read.isMuted }).toEqual({ keptAside: null, isMuted: true });
  });

  test("keep the two hundred operators who signed in last", async () => {
    const settings = await open();
    for (let n = 1; n <= 201; n++) {
      settings.signedIn(`op:${n}`);
      settings.change({ personal: { textPercent: 120 } });
    }
    await settings.close();
    const later = await open();
    later.signedIn("op:1");
    expect(later.view().personal.textPercent).toBe(100);
    later.signedIn("op:2");
    expect(later.view().personal.textPercent).toBe(120);
    await later.close();
  });

  test("leave no half-written file behind", async () => {
    const settings = await open();
    settings.change({ station: { isMuted: true } });
    await settings.close();
    expect(await readdir(dataDir)).toEqual(["settings.json"]);
  });
});
