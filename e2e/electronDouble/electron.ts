/** What `import … from "electron"` gives a program that runs in the double. Anything else does not link. */
export { app } from "./app.ts";
export { BrowserWindow } from "./browserWindow.ts";
export { ipcMain } from "./ipcMain.ts";
export { safeStorage } from "./safeStorage.ts";
export { screen } from "./screen.ts";
export { session } from "./session.ts";
export { dialog, Menu, powerMonitor, powerSaveBlocker } from "./smallModules.ts";
export { utilityProcess } from "./utilityProcess.ts";
