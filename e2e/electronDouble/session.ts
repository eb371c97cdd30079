import { EventEmitter } from "node:events";
import type * as Electron from "electron";
import type { Browser } from "./browser.ts";
import { refuseMissing } from "./refuseMissing.ts";

type Handlers = Pick<
  Electron.Session,
  | "setDevicePermissionHandler"
  | "setDisplayMediaRequestHandler"
  | "setPermissionCheckHandler"
  | "setPermissionRequestHandler"
  | "setUSBProtectedClassesHandler"
>;
type CheckHandler = NonNullable<Parameters<Handlers["setPermissionCheckHandler"]>[0]>;
type PermissionName = Parameters<CheckHandler>[1];

/** Electron's name of a permission, and the browser's. */
const PERMISSIONS: readonly (readonly [PermissionName, string])[] = [
  ["geolocation", "geolocation"],
  ["notifications", "notifications"],
  ["midi", "midi"],
  ["clipboard-read", "clipboard-read"],
  ["window-management", "window-management"],
  ["loopback-network", "loopback-network"],
  ["local-network", "local-network"],
  ["idle-detection", "idle-detection"],
  ["persistent-storage", "persistent-storage"],
  ["local-fonts", "local-fonts"],
];

/**
 * The check handler's verdicts are given to the browser for each origin that is opened. The handlers of devices and
 * of screen capture are taken and never called: a headless browser has neither.
 */
class DoubleSession extends EventEmitter implements Handlers {
  #check: CheckHandler | null = null;

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler;
  }
  setPermissionRequestHandler(): void {}
  setDevicePermissionHandler(): void {}
  setDisplayMediaRequestHandler(): void {}
  setUSBProtectedClassesHandler(): void {}

  async settle(browser: Browser, origin: string): Promise<void> {
    for (const [name, browserName] of PERMISSIONS) {
      const isAllowed = this.#check?.(null, name, origin, { isMainFrame: true }) ?? true;
      const setting = isAllowed ? "granted" : "denied";
      await browser.send("Browser.setPermission", { origin, setting, permission: { name: browserName } });
    }
    // Denied whether or not the listener prevents it: nothing that runs in the double is to leave files.
    await browser.send("Browser.setDownloadBehavior", { behavior: "deny", eventsEnabled: true });
  }

  tellDownload(url: string): void {
    this.emit("will-download", { preventDefault: () => {} }, { getURL: () => url });
  }
}

export const doubleSession = new DoubleSession();
export const session = refuseMissing("session", { defaultSession: refuseMissing("Session", doubleSession) });
