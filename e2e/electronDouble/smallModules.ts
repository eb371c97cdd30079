import { EventEmitter } from "node:events";
import type * as Electron from "electron";
import { refuseMissing } from "./refuseMissing.ts";

/** Modules whose effect a headless browser cannot show: they take the call and check its argument. */

export const Menu = refuseMissing("Menu", {
  setApplicationMenu(menu: Electron.Menu | null) {
    if (menu !== null) throw new Error("the Electron double only has no menu");
  },
} satisfies Pick<typeof Electron.Menu, "setApplicationMenu">);

export const powerSaveBlocker = refuseMissing("powerSaveBlocker", {
  start(type: "prevent-app-suspension" | "prevent-display-sleep") {
    if (type !== "prevent-display-sleep") throw new Error(`the Electron double has no power save blocker ${type}`);
    return 1;
  },
} satisfies Pick<Electron.PowerSaveBlocker, "start">);

export const powerMonitor = refuseMissing("powerMonitor", new EventEmitter());

export const dialog = refuseMissing("dialog", {
  showErrorBox(title: string, content: string) {
    process.stderr.write(`${title}: ${content}\n`);
  },
} satisfies Pick<Electron.Dialog, "showErrorBox">);
