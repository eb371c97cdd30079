import { z } from "zod";
import type { WindowPlace } from "../desk/displays/placeDisplays.ts";
import type { Bounds, DesktopPoint, ScreenFacts } from "../desk/displays/screens.ts";
import type { CdpPipe } from "./cdpPipe.ts";

/** The few things the shell does with pages of its browser, each one or two DevTools commands. */

const TargetList = z.object({ targetInfos: z.array(z.object({ targetId: z.string(), type: z.string() })) });
const NewTarget = z.object({ targetId: z.string() });
const Attached = z.object({ sessionId: z.string() });
const Located = z.object({
  windowId: z.int(),
  bounds: z.object({
    left: z.number().default(0),
    top: z.number().default(0),
    width: z.number().default(0),
    height: z.number().default(0),
    windowState: z.string().default("normal"),
  }),
});
const Evaluated = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z.unknown().optional(),
});
const ScreenRow = z.object({
  label: z.string(),
  leftPx: z.int(),
  topPx: z.int(),
  widthPx: z.int().min(1),
  heightPx: z.int().min(1),
  scale: z.number(),
  isPrimary: z.boolean(),
  isInternal: z.boolean(),
  platformId: z.string(),
});

/** The API gives no ids, but the same object for the same screen while the page lives: its number is the hint. */
const READ_SCREENS = `getScreenDetails().then(({ screens }) => {
  const known = globalThis.glasshouseScreenNumbers ??= { byScreen: new WeakMap(), last: 0 };
  return screens.map((s) => {
    if (!known.byScreen.has(s)) known.byScreen.set(s, ++known.last);
    return {
      label: s.label, leftPx: s.left, topPx: s.top, widthPx: s.width, heightPx: s.height,
      scale: s.devicePixelRatio, isPrimary: s.isPrimary, isInternal: s.isInternal,
      platformId: performance.timeOrigin + "-" + known.byScreen.get(s),
    };
  });
})`;

/** Settles at the next change; the details object is kept on the page, since a collected one would not report. */
const AWAIT_SCREEN_CHANGE = `getScreenDetails().then((details) => new Promise((resolve) => {
  globalThis.glasshouseScreens = details;
  const settle = () => resolve(true);
  details.addEventListener("screenschange", settle, { once: true });
  for (const screen of details.screens) screen.addEventListener("change", settle, { once: true });
}))`;

/** A page and the session over which it is driven. */
export interface BrowserPage {
  readonly targetId: string;
  readonly sessionId: string;
}

/** The window the browser opened at its start; null while it has not. */
export async function findFirstPage(cdp: CdpPipe): Promise<BrowserPage | null> {
  const { targetInfos } = TargetList.parse(await cdp.send("Target.getTargets"));
  const page = targetInfos.find(({ type }) => type === "page");
  return page === undefined ? null : attachPage(cdp, page.targetId);
}

/** A new window of its own at `bounds`, showing `url`. */
export async function openPage(cdp: CdpPipe, url: string, bounds: Bounds): Promise<BrowserPage> {
  const { leftPx: left, topPx: top, widthPx: width, heightPx: height } = bounds;
  const created = await cdp.send("Target.createTarget", { url, newWindow: true, left, top, width, height });
  return attachPage(cdp, NewTarget.parse(created).targetId);
}

/** Bounds first, full screen second: a full screen window fills whichever screen it is on. */
export async function placePage(cdp: CdpPipe, { targetId }: BrowserPage, place: WindowPlace): Promise<void> {
  const { windowId, bounds } = await locateWindow(cdp, targetId);
  const { leftPx: left, topPx: top, widthPx: width, heightPx: height } = place.bounds;
  const isAtSize = bounds.left === left && bounds.top === top && bounds.width === width && bounds.height === height;
  if (isAtSize && bounds.windowState === (place.isFullScreen ? "fullscreen" : "normal")) return;
  await cdp.send("Browser.setWindowBounds", { windowId, bounds: { windowState: "normal" } });
  await cdp.send("Browser.setWindowBounds", { windowId, bounds: { left, top, width, height } });
  if (!place.isFullScreen) return;
  await cdp.send("Browser.setWindowBounds", { windowId, bounds: { windowState: "fullscreen" } });
}

/** A hidden page: its tiles are ended by the desk until it is placed again. */
export async function hidePage(cdp: CdpPipe, { targetId }: BrowserPage): Promise<void> {
  const { windowId } = await locateWindow(cdp, targetId);
  // A full screen window cannot be minimised at once.
  await cdp.send("Browser.setWindowBounds", { windowId, bounds: { windowState: "normal" } });
  await cdp.send("Browser.setWindowBounds", { windowId, bounds: { windowState: "minimized" } });
}

/** The middle of the page's window: the edge of a maximised one may lie on the next screen. */
export async function readMiddle(cdp: CdpPipe, { targetId }: BrowserPage): Promise<DesktopPoint> {
  const { left, top, width, height } = (await locateWindow(cdp, targetId)).bounds;
  return { leftPx: left + width / 2, topPx: top + height / 2 };
}

/** Ends the process of the page, even when the page hangs; the browser then tells of a crash. */
export async function crashPage(cdp: CdpPipe, { sessionId }: BrowserPage): Promise<void> {
  // Answered by an error, because the page that would answer is gone.
  await cdp.send("Page.crash", {}, sessionId).catch(() => {});
}

/** Needs the `windowManagement` permission of the page's origin. */
export async function readScreens(cdp: CdpPipe, page: BrowserPage): Promise<ScreenFacts[]> {
  return z.array(ScreenRow).parse(await evaluate(cdp, page, READ_SCREENS));
}

/** Resolves at the next change of screens; rejects when the page is left. */
export async function awaitScreenChange(cdp: CdpPipe, page: BrowserPage): Promise<void> {
  await evaluate(cdp, page, AWAIT_SCREEN_CHANGE);
}

async function attachPage(cdp: CdpPipe, targetId: string): Promise<BrowserPage> {
  const { sessionId } = Attached.parse(await cdp.send("Target.attachToTarget", { targetId, flatten: true }));
  return { targetId, sessionId };
}

async function locateWindow(cdp: CdpPipe, targetId: string) {
  return Located.parse(await cdp.send("Browser.getWindowForTarget", { targetId }));
}

async function evaluate(cdp: CdpPipe, { sessionId }: BrowserPage, expression: string): Promise<unknown> {
  const params = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
  const { result, exceptionDetails } = Evaluated.parse(await cdp.send("Runtime.evaluate", params, sessionId));
  if (exceptionDetails !== undefined) throw new Error("the page could not tell its screens");
  return result.value;
}
