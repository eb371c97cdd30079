import { EventEmitter } from "node:events";
import { refuseMissing } from "./refuseMissing.ts";

export const doubleIpcMain = new EventEmitter();
export const ipcMain = refuseMissing("ipcMain", doubleIpcMain);
