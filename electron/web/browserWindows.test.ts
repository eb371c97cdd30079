import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type DisplayKeeper, openDisplayKeeper } from "../desk/displays/displayKeeper.ts";
import { createScreensFile } from "../desk/displays/screensFile.ts";
import type { WindowHost } from "../desk/ports.ts";
import { createSystemClock } from "../desk/systemClock.ts";
import { createTestLog } from "../desk/testing/openTestDesk.ts";
import { createDisplay } from "../desk/wall/editDisplays.ts";
import { openWall, type WallKeeper } from "../desk/wall/wall.ts";
import { createWallFile } from "../desk/wall/wallFile.ts";
import { chooseBrowserArgs } from "./browserArgs.ts";
import { type BrowserProcess, startBrowser } from "./browserProcess.ts";
import { openBrowserWindows } from "./browserWindows.ts";
import { findBrowser } from "./findBrowser.ts";

/** In a real browser with two made-up screens; skipped where there is no Chromium, Chrome or Edge. */

const { env, platform } = process;
const browserPath = findBrowser(env.GLASSHOUSE_BROWSER, { env, platform, isExecutable: existsSync });
const HEADLESS = ["--headless=new", "--screen-info={1920x1080}{2560x1440 label=Wall}"];
const Targets = z.object({
  targetInfos: z.array(z.object({ targetId: z.string(), type: z.string(), url: z.string() })),
});
const Screens = z.object({ screenInfos: z.array(z.object({ id: z.string() })) });
const PATIENCE = { timeout: 5_000 };

describe.skipIf(browserPath === null)("windows of the system's browser", () => {
  let server: Server;
  let origin: string;
  let profileDir: string;
  let browser: BrowserProcess;
  let host: WindowHost | null;
  let keeper: DisplayKeeper;
  let wall: WallKeeper;
  let requests: string[];
  let consoleCloses: number;

  beforeEach(async () => {
    requests = [];
    consoleCloses = 0;
    host = null;
    server = createServer((request, response) => {
      requests.push(request.url ?? "");
      response.setHeader("content-type", "text/html").end("<title>page</title>");
    }).listen(0, "localhost");
    await once(server, "listening");
    origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    profileDir = mkdtempSync(join(tmpdir(), "glasshouse-browser-"));
    const clock = createSystemClock();
    const log = createTestLog();
    wall = await openWall({ file: createWallFile(profileDir, log), stationName: "Test", clock, log });
    const file = createScreensFile(profileDir, log);
    keeper = await openDisplayKeeper({ host: () => host, file, wall, clock, log });
    const args = chooseBrowserArgs({ profileDir, origin, isSandboxed: process.getuid?.() !== 0, extra: HEADLESS });
    browser = startBrowser(browserPath ?? "", args, clock);
    host = await openBrowserWindows({
      cdp: browser.cdp,
      origin,
      hasConsole: true,
      addressOf: (display) => `${origin}/?${display === null ? "" : `display=${display}`}#k=s`,
      onConsoleClosed: () => {
        consoleCloses += 1;
      },
      displays: keeper,
      clock,
      log,
    });
    keeper.hostChanged();
    for (const display of [2, 3]) wall.edit(createDisplay(display));
  });

  afterEach(async () => {
    await keeper.stop();
    await wall.close();
    await browser.close();
    server.closeAllConnections();
    server.close();
    rmSync(profileDir, { recursive: true, force: true, maxRetries: 5 });
  });

  async function findPage(part: string): Promise<string | undefined> {
    const { targetInfos } = Targets.parse(await browser.cdp.send("Target.getTargets"));
    return targetInfos.find(({ type, url }) => type === "page" && url.includes(part))?.targetId;
  }

  async function boundsOf(part: string): Promise<unknown> {
    const targetId = await findPage(part);
    return Reflect.get(Object(await browser.cdp.send("Browser.getWindowForTarget", { targetId })), "bounds");
  }

  it("are placed exactly on their screens, moved when asked, and closed", async () => {
    await keeper.open(2);
    const onWall = { left: 1920, top: 0, width: 2560, height: 1440, windowState: "fullscreen" };
    expect(await boundsOf("display=2")).toEqual(onWall);
    const { screens, consoleScreenId } = keeper.view();
    expect(screens[1]).toMatchObject({ leftPx: 1920, topPx: 0, widthPx: 2560, heightPx: 1440, isPrimary: false });
    await keeper.open(2, consoleScreenId ?? "");
    const besideConsole = { left: 960, top: 540, width: 960, height: 540, windowState: "normal" };
    await expect.poll(() => boundsOf("display=2")).toEqual(besideConsole);
    await keeper.open(3);
    expect(await boundsOf("display=3")).toEqual(onWall);
    await keeper.close(2);
    await expect.poll(() => findPage("display=2")).toBeUndefined();
  });

  async function sessionOf(part: string): Promise<string> {
    const attached = await browser.cdp.send("Target.attachToTarget", { targetId: await findPage(part), flatten: true });
    return z.object({ sessionId: z.string() }).parse(attached).sessionId;
  }

  const countLoads = () => requests.filter((url) => url.includes("display=2")).length;

  it("come back within 2 s of a crash, in their place", async () => {
    await keeper.open(2);
    await expect.poll(countLoads).toBe(1);
    // Never answered: the page is gone before it could.
    browser.cdp.send("Page.crash", {}, await sessionOf("display=2")).catch(() => {});
    await expect.poll(countLoads, { timeout: 2_000 }).toBe(2);
    expect(await boundsOf("display=2")).toMatchObject({ left: 1920, width: 2560, windowState: "fullscreen" });
  });

  it("come back within 2 s when they were closed by another hand, and stay closed when that was meant", async () => {
    await keeper.open(2);
    const close = async () => {
      await expect.poll(() => findPage("display=2"), { timeout: 2_000 }).toBeDefined();
      const targetId = await findPage("display=2");
      await browser.cdp.send("Target.closeTarget", { targetId });
      await expect.poll(() => findPage("display=2")).not.toBe(targetId);
    };
    await close();
    await close();
    await expect.poll(() => keeper.view().places.find(({ display }) => display === 2)?.state).toBe("closed");
    expect(await findPage("display=2")).toBeUndefined();
  });

  it("are loaded anew when their page hangs", async () => {
    await keeper.open(2);
    await expect.poll(countLoads).toBe(1);
    browser.cdp.send("Runtime.evaluate", { expression: "for (;;);" }, await sessionOf("display=2")).catch(() => {});
    keeper.windowSilent(2);
    await expect.poll(countLoads, { timeout: 4_000 }).toBe(2);
    expect(await boundsOf("display=2")).toMatchObject({ left: 1920, width: 2560, windowState: "fullscreen" });
  });

  it("follow their screens: hidden when theirs goes, placed again when it is back", async () => {
    await keeper.open(2);
    const wallScreen = { left: 1920, top: 0, width: 2560, height: 1440, label: "Wall" };
    const { screenInfos } = Screens.parse(await browser.cdp.send("Emulation.getScreenInfos"));
    await browser.cdp.send("Emulation.removeScreen", { screenId: screenInfos[1]?.id });
    await expect.poll(() => boundsOf("display=2"), PATIENCE).toMatchObject({ windowState: "minimized" });
    expect(keeper.isSeen(2)).toBe(false);
    await browser.cdp.send("Emulation.addScreen", wallScreen);
    const back = { left: 1920, top: 0, width: 2560, height: 1440, windowState: "fullscreen" };
    await expect.poll(() => boundsOf("display=2"), PATIENCE).toEqual(back);
    expect(keeper.isSeen(2)).toBe(true);
  });

  it("tell when the console is closed", async () => {
    await keeper.open(2);
    await browser.cdp.send("Target.closeTarget", { targetId: await findPage("/?#k") });
    await expect.poll(() => consoleCloses).toBe(1);
  });
});
