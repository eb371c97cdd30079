import { contextBridge, ipcRenderer } from "electron";
import { DESK_CHANNEL } from "../contract/deskChannel.ts";

// Two functions and nothing of Electron: text out, whose size main can bound before it parses, and values in.
contextBridge.exposeInMainWorld("glasshouse", {
  send(message: unknown): void {
    ipcRenderer.send(DESK_CHANNEL, JSON.stringify(message));
  },
  receive(handler: (message: unknown) => void): void {
    ipcRenderer.on(DESK_CHANNEL, (_event, message: unknown) => handler(message));
  },
});
