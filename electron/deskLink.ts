import { type IpcMainEvent, ipcMain, type WebContents } from "electron";
import { DESK_CHANNEL } from "../contract/deskChannel.ts";
import { MAX_WINDOW_MESSAGE_BYTES } from "../contract/deskEnvelope.ts";
import type { Desk, Log, WindowConnection } from "./desk/ports.ts";

export interface DeskLink {
  /** Ends the line of a window that is gone or has left its page; its next message opens a new one. */
  drop(contents: WebContents): void;
  close(): void;
}

/** Carries messages between windows and desk; only the top frame of a page of the desk's own origin is heard. */
export function linkWindows(desk: Desk, log: Log): DeskLink {
  const connections = new Map<WebContents, WindowConnection>();
  const connect = (contents: WebContents): WindowConnection => {
    const connection = desk.connect((reply) => {
      if (!contents.isDestroyed()) contents.send(DESK_CHANNEL, reply);
    });
    connections.set(contents, connection);
    return connection;
  };
  const handle = (event: IpcMainEvent, text: unknown): void => {
    const message = isOwnPage(event, desk.origin) ? readMessage(text) : undefined;
    if (message === undefined) {
      log.warn("message refused", { origin: event.senderFrame?.origin });
      return;
    }
    (connections.get(event.sender) ?? connect(event.sender)).receive(message);
  };
  ipcMain.on(DESK_CHANNEL, handle);
  const drop = (contents: WebContents): void => {
    connections.get(contents)?.close();
    connections.delete(contents);
  };
  return {
    drop,
    close() {
      ipcMain.removeListener(DESK_CHANNEL, handle);
      for (const contents of connections.keys()) drop(contents);
    },
  };
}

function isOwnPage({ senderFrame }: IpcMainEvent, origin: string): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.origin === origin;
}

/** Undefined for what is not JSON text of a bounded size. */
function readMessage(text: unknown): unknown {
  if (typeof text !== "string" || Buffer.byteLength(text) > MAX_WINDOW_MESSAGE_BYTES) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
