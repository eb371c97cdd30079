import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WindowNews } from "../../../contract/screens.ts";
import { createHandClock } from "../testing/handClock.ts";
import { createHandHost, type HandHost, monitor } from "../testing/handHost.ts";
import { createTestLog } from "../testing/openTestDesk.ts";
import { createDisplay } from "../wall/editDisplays.ts";
import { openWall, type WallKeeper } from "../wall/wall.ts";
import { createWallFile } from "../wall/wallFile.ts";
import { type DisplayKeeper, openDisplayKeeper } from "./displayKeeper.ts";
import { createScreensFile } from "./screensFile.ts";

const THREE = [monitor(0), monitor(1), monitor(2)];
let dataDir: string;
let clock: ReturnType<typeof createHandClock>;
let log: ReturnType<typeof createTestLog>;
let host: HandHost;
let wall: WallKeeper;
let keeper: DisplayKeeper;
let news: WindowNews[];

async function start(): Promise<void> {
  wall = await openWall({ file: createWallFile(dataDir, log), stationName: "Test", clock, log });
  const file = createScreensFile(dataDir, log);
  keeper = await openDisplayKeeper({ host: () => host, file, wall, clock, log });
  news = [];
  keeper.news.on((one) => news.push(one));
  keeper.hostChanged();
  await settled();
}

async function restart(): Promise<void> {
  await keeper.stop();
  await wall.close();
  host.windows.clear();
  await start();
}

/** Acts stand in a row; an act of our own comes after all before it. */
const settled = () => keeper.close(16);
const leftOf = (display: number) => host.windows.get(display)?.bounds.leftPx;
const stateOf = (display: number) => keeper.view().places.find((place) => place.display === display)?.state;

async function openDisplays(...displays: number[]): Promise<void> {
  for (const display of displays) {
    wall.edit(createDisplay(display));
    await keeper.open(display);
  }
}

async function setScreens(...facts: HandHost["facts"]): Promise<void> {
  host.facts = facts;
  keeper.screensChanged();
  await settled();
}

function screenIdAt(leftPx: number): string {
  return keeper.view().screens.find((screen) => screen.leftPx === leftPx)?.screenId ?? "";
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "glasshouse-displays-"));
  clock = createHandClock();
  log = createTestLog();
  host = createHandHost([...THREE]);
  await start();
});

afterEach(async () => {
  await keeper.stop();
  await wall.close();
  await rm(dataDir, { recursive: true });
});

describe("windows on monitors", () => {
  it("come back on their own monitors after a restart, though its ids are new", async () => {
    await openDisplays(2, 3);
    await keeper.open(2, screenIdAt(3_840));
    expect([leftOf(2), leftOf(3)]).toEqual([3_840, 1_920]);
    host.facts = [monitor(2, { platformId: "a" }), monitor(0, { platformId: "b" }), monitor(1, { platformId: "c" })];
    await restart();
    expect([leftOf(2), leftOf(3)]).toEqual([3_840, 1_920]);
  });

  it("hide when their monitor goes, never on another wall, and are back by themselves", async () => {
    await openDisplays(2, 3);
    const heard: number[] = [];
    keeper.seenChanged.on((display) => heard.push(display));
    await setScreens(monitor(0), monitor(1));
    expect(host.windows.get(3)).toBeNull();
    expect([stateOf(2), stateOf(3), keeper.isSeen(2), keeper.isSeen(3)]).toEqual(["shown", "no-screen", true, false]);
    expect(keeper.view().places[2]?.home).toEqual({ label: "DELL U2720Q", widthPx: 1_920, heightPx: 1_080 });
    await setScreens(...THREE);
    expect(leftOf(3)).toBe(3_840);
    expect(heard).toEqual([3, 3]);
    expect(news).toEqual([]);
  });

  it("are kept, unplaced, over a restart without their monitor, and placed when it appears", async () => {
    await openDisplays(2, 3);
    host.facts = [monitor(0), monitor(1)];
    await restart();
    expect([leftOf(2), host.windows.has(3), stateOf(3)]).toEqual([1_920, false, "no-screen"]);
    await setScreens(...THREE);
    expect(leftOf(3)).toBe(3_840);
  });

  it("follow a monitor that is scaled, turned or moved", async () => {
    await openDisplays(2, 3);
    const turned = monitor(2, { widthPx: 720, heightPx: 1_280, scale: 1.5 });
    await setScreens(monitor(0), monitor(1, { leftPx: -1_920 }), turned);
    expect(host.windows.get(2)?.bounds).toEqual({ leftPx: -1_920, topPx: 0, widthPx: 1_920, heightPx: 1_080 });
    expect(host.windows.get(3)?.bounds).toEqual({ leftPx: 3_840, topPx: 0, widthPx: 720, heightPx: 1_280 });
  });

  it("swap when one is sent to the other's monitor", async () => {
    await openDisplays(2, 3);
    await keeper.open(3, screenIdAt(1_920));
    expect([leftOf(2), leftOf(3)]).toEqual([3_840, 1_920]);
  });

  it("make room for one that had none, and are then kept and offered", async () => {
    await openDisplays(2, 3);
    await setScreens(monitor(0), monitor(1));
    await keeper.open(3, screenIdAt(1_920));
    expect([leftOf(3), host.windows.get(2), stateOf(2)]).toEqual([1_920, null, "no-screen"]);
    await restart();
    expect([leftOf(3), host.windows.has(2), stateOf(2)]).toEqual([1_920, false, "no-screen"]);
  });

  it("share the console's monitor in quarters, never over one another", async () => {
    await setScreens(monitor(0));
    await openDisplays(2, 3, 4, 5, 6);
    const corners = [2, 3, 4, 5].map((display) => host.windows.get(display)?.bounds);
    expect(new Set(corners.map((bounds) => JSON.stringify(bounds))).size).toBe(4);
    expect(host.windows.get(2)?.isFullScreen).toBe(false);
    expect([host.windows.has(6), stateOf(6)]).toEqual([false, "no-screen"]);
  });

  it("fill the whole of every monitor where there is no console", async () => {
    host.consolePoint = null;
    await keeper.open(1);
    await openDisplays(2);
    expect([leftOf(1), leftOf(2)]).toEqual([0, 1_920]);
    expect(host.windows.get(1)?.isFullScreen).toBe(true);
  });

  it("refuse a monitor that has just gone, and stay where they are", async () => {
    await openDisplays(2);
    await expect(keeper.open(2, "gone")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(leftOf(2)).toBe(1_920);
  });

  it("all open at once, but for the display the console shows", async () => {
    for (const display of [2, 3]) wall.edit(createDisplay(display));
    await keeper.openAll();
    expect([...host.windows.keys()].sort()).toEqual([2, 3]);
  });

  it("that cannot be opened are tried again, and in the end said to be stopped", async () => {
    host.isBroken = true;
    await openDisplays(2);
    for (let attempt = 0; attempt < 6; attempt++) {
      clock.advance(500);
      await settled();
    }
    expect(news).toEqual([{ display: 2, news: "failing" }]);
    expect(stateOf(2)).toBe("stopped");
    host.isBroken = false;
    await keeper.open(2);
    expect(stateOf(2)).toBe("shown");
  });

  it("are none without a shell that opens them", async () => {
    const file = createScreensFile(dataDir, log);
    const alone = await openDisplayKeeper({ host: () => null, file, wall, clock, log });
    expect(await alone.open(2)).toBe(false);
    expect([alone.view().canPlace, alone.isSeen(2), alone.isKept(2)]).toEqual([false, true, false]);
  });
});

describe("the file of monitors", () => {
  it.each([
    ["of a later version", '{"schema":2,"seen":[],"homes":[]}'],
    ["that is damaged", '{"schema":1,"se'],
    ["with a thousand displays", JSON.stringify({ schema: 1, seen: [], homes: Array(1_000).fill({ display: 2 }) })],
  ])("%s is kept aside and told in the log, and the wall starts without it", async (_, text) => {
    await keeper.stop();
    const path = join(dataDir, "screens.json");
    await writeFile(path, text);
    await start();
    expect(log.has("screens.keptAside")).toBe(true);
    expect(await readFile(`${path}.unreadable`, "utf8")).toBe(text);
    await openDisplays(2);
    expect(leftOf(2)).toBe(1_920);
  });
});

describe("a window that goes", () => {
  async function closeByHand(display: number): Promise<void> {
    host.windows.delete(display);
    keeper.windowClosed(display);
    clock.advance(600);
    await settled();
  }

  beforeEach(() => openDisplays(2));

  it("by another hand than Glasshouse's is back within 2 s", async () => {
    await closeByHand(2);
    expect(leftOf(2)).toBe(1_920);
    expect(news).toEqual([{ display: 2, news: "reopened" }]);
  });

  it("twice in a row stays closed, says so, and is not opened at the next start", async () => {
    await closeByHand(2);
    await closeByHand(2);
    expect([host.windows.has(2), stateOf(2)]).toEqual([false, "closed"]);
    expect(news.at(-1)).toEqual({ display: 2, news: "closed" });
    await restart();
    expect(host.windows.has(2)).toBe(false);
  });

  it("again after a while was a mistake again", async () => {
    await closeByHand(2);
    clock.advance(10_000);
    await closeByHand(2);
    expect(leftOf(2)).toBe(1_920);
  });

  it("because Glasshouse was asked to close it stays closed", async () => {
    await keeper.close(2);
    keeper.windowClosed(2);
    clock.advance(5_000);
    await settled();
    expect([host.windows.has(2), stateOf(2), news]).toEqual([false, "closed", []]);
  });

  it("by a crash is loaded again, five times in a minute, and then left alone with a sentence", async () => {
    for (let crash = 0; crash < 6; crash++) {
      keeper.windowCrashed(2);
      clock.advance(600);
    }
    await settled();
    expect(host.acts).toEqual(Array(5).fill("reload 2"));
    expect(news.at(-1)).toEqual({ display: 2, news: "failing" });
    expect([host.windows.has(2), stateOf(2)]).toEqual([false, "stopped"]);
    await keeper.open(2);
    expect([leftOf(2), stateOf(2)]).toEqual([1_920, "shown"]);
  });

  it("silent is killed and loaded again", async () => {
    keeper.windowSilent(2);
    keeper.windowCrashed(2);
    clock.advance(600);
    expect(host.acts).toEqual(["kill 2", "reload 2"]);
    expect(news).toEqual([{ display: 2, news: "silent" }]);
  });

  it("silent and not to be killed is closed and opened anew, which is no wish to close it", async () => {
    for (let round = 0; round < 2; round++) {
      keeper.windowSilent(2);
      clock.advance(2_000);
      expect(host.windows.has(2)).toBe(false);
      await closeByHand(2);
      expect(leftOf(2)).toBe(1_920);
    }
    expect(news.map((one) => one.news)).toEqual(["silent", "silent"]);
  });

  it("after the program began to stop is not brought back", async () => {
    await keeper.stop();
    keeper.windowClosed(2);
    keeper.windowCrashed(2);
    clock.advance(5_000);
    expect([host.acts, news]).toEqual([[], []]);
  });
});
