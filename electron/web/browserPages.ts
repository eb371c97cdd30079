import { z } from "zod";
import type { Bounds, DisplayPlace, ScreenFacts } from "../desk/shells/placeDisplay.ts";
import type { CdpPipe } from "./cdpPipe.ts";

/** The few things the shell does with pages of its browser, each one or two DevTools commands. */

const TargetList = z.object({ targetInfos: z.array(z.object({ targetId: z.string(), type: z.string() })) });
const NewTarget = z.object({ targetId: z.string() });
const Attached = z.object({ sessionId: z.string() });
const WindowPlace = z.object({ windowId: z.int(), bounds: z.object({ left: z.number(), top: z.number() }) });
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
});

const READ_SCREENS = `getScreenDetails().then(({ screens }) => screens.map((s) => ({
  label: s.label, leftPx: s.left, topPx: s.top, widthPx: s.width, heightPx: s.height,
  scale: s.devicePixelRatio, isPrimary: s.isPrimary,
})))`;

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
export async function placePage(cdp: CdpPipe, { targetId }: BrowserPage, place: DisplayPlace): Promise<void> {
  const { windowId } = await locateWindow(cdp, targetId);
  const { leftPx: left, topPx: top, widthPx: width, heightPx: height } = place.bounds;
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

/** Left top corner of the page's window. */
export async function readPosition(
  cdp: CdpPipe,
  { targetId }: BrowserPage,
): Promise<{ leftPx: number; topPx: number }> {
  const { bounds } = await locateWindow(cdp, targetId);
  return { leftPx: bounds.left, topPx: bounds.top };
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
  return WindowPlace.parse(await cdp.send("Browser.getWindowForTarget", { targetId }));
}

async function evaluate(cdp: CdpPipe, { sessionId }: BrowserPage, expression: string): Promise<unknown> {
  const params = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
  const { result, exceptionDetails } = Evaluated.parse(await cdp.send("Runtime.evaluate", params, sessionId));
  if (exceptionDetails !== undefined) throw new Error("the page could not tell its screens");
  return result.value;
}
