import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createSystemClock } from "../desk/systemClock.ts";
import { chooseBrowserArgs } from "./browserArgs.ts";
import { type BrowserProcess, startBrowser } from "./browserProcess.ts";
import { type BrowserWindows, openBrowserWindows } from "./browserWindows.ts";
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
  let windows: BrowserWindows;
  let requests: string[];
  let screenChanges: number;
  let consoleCloses: number;

  beforeEach(async () => {
    requests = [];
    screenChanges = 0;
    consoleCloses = 0;
    server = createServer((request, response) => {
      requests.push(request.url ?? "");
      response.setHeader("content-type", "text/html").end("<title>page</title>");
    }).listen(0, "localhost");
    await once(server, "listening");
    origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    profileDir = mkdtempSync(join(tmpdir(), "glasshouse-browser-"));
    const clock = createSystemClock();
    const args = chooseBrowserArgs({ profileDir, origin, isSandboxed: process.getuid?.() !== 0, extra: HEADLESS });
    browser = startBrowser(browserPath ?? "", args, clock);
    windows = await openBrowserWindows({
      cdp: browser.cdp,
      origin,
      addressOf: (display) => `${origin}/?${display === null ? "" : `display=${display}`}#k=s`,
      onScreensChanged: () => {
        screenChanges += 1;
      },
      onConsoleClosed: () => {
        consoleCloses += 1;
      },
      clock,
      log: { info: () => {}, warn: () => {}, error: () => {} },
    });
  });

  afterEach(async () => {
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
    const [first, wall] = await windows.screens();
    expect(wall).toMatchObject({ leftPx: 1920, topPx: 0, widthPx: 2560, heightPx: 1440, isPrimary: false });
    await windows.openDisplay(2, undefined);
    const onWall = { left: 1920, top: 0, width: 2560, height: 1440, windowState: "fullscreen" };
    expect(await boundsOf("display=2")).toEqual(onWall);
    await windows.openDisplay(2, first?.screenId);
    const onFirst = { left: 0, top: 0, width: 1920, height: 1080, windowState: "fullscreen" };
    await expect.poll(() => boundsOf("display=2")).toEqual(onFirst);
    await windows.openDisplay(3, undefined);
    expect(await boundsOf("display=3")).toEqual(onWall);
    await windows.closeDisplay(2);
    await expect.poll(() => findPage("display=2")).toBeUndefined();
  });

  it("come back within 2 s of a crash, in their place", async () => {
    await windows.openDisplay(2, undefined);
    await expect.poll(() => requests.filter((url) => url.includes("display=2")).length).toBe(1);
    const { sessionId } = z
      .object({ sessionId: z.string() })
      .parse(await browser.cdp.send("Target.attachToTarget", { targetId: await findPage("display=2"), flatten: true }));
    // Never answered: the page is gone before it could.
    browser.cdp.send("Page.crash", {}, sessionId).catch(() => {});
    const options = { timeout: 2_000 };
    await expect.poll(() => requests.filter((url) => url.includes("display=2")).length, options).toBe(2);
    expect(await boundsOf("display=2")).toMatchObject({ left: 1920, width: 2560, windowState: "fullscreen" });
  });

  it("follow their screens: hidden when theirs goes, placed again when it is back", async () => {
    await windows.openDisplay(2, undefined);
    const wall = { left: 1920, top: 0, width: 2560, height: 1440, label: "Wall" };
    const { screenInfos } = Screens.parse(await browser.cdp.send("Emulation.getScreenInfos"));
    await browser.cdp.send("Emulation.removeScreen", { screenId: screenInfos[1]?.id });
    await expect.poll(() => boundsOf("display=2"), PATIENCE).toMatchObject({ windowState: "minimized" });
    expect(await windows.screens()).toHaveLength(1);
    await browser.cdp.send("Emulation.addScreen", wall);
    const back = { left: 1920, top: 0, width: 2560, height: 1440, windowState: "fullscreen" };
    await expect.poll(() => boundsOf("display=2"), PATIENCE).toEqual(back);
    expect(screenChanges).toBeGreaterThanOrEqual(2);
  });

  it("tell when the console is closed", async () => {
    await windows.openDisplay(2, undefined);
    await browser.cdp.send("Target.closeTarget", { targetId: await findPage("/?#k") });
    await expect.poll(() => consoleCloses).toBe(1);
  });
});
