import { createIpcTransport, type GlasshouseBridge } from "./ipcTransport.ts";
import { createSocketTransport } from "./socketTransport.ts";
import type { Transport } from "./transport.ts";

declare global {
  interface Window {
    /** Present in Electron only. */
    readonly glasshouse?: GlasshouseBridge;
  }
}

const SECRET_KEY = "glasshouse.secret";

/** IPC where a preload offers it, else the loopback socket with the secret of the printed address. */
export function openTransport(page: Window): Transport {
  if (page.glasshouse !== undefined) return createIpcTransport(page.glasshouse);
  return createSocketTransport(`ws://${page.location.host}/desk`, takeSecret(page));
}

/** Address of another window of this desk, with what it needs to be let in: to be opened by hand on another monitor. */
export function findWindowAddress(page: Window, path: string): string {
  const address = new URL(path, page.location.origin);
  address.hash = new URLSearchParams({ k: page.sessionStorage.getItem(SECRET_KEY) ?? "" }).toString();
  return address.href;
}

/** Moves the secret out of the address, where it could be read over a shoulder or copied with a link. */
function takeSecret(page: Window): string {
  const fromAddress = new URLSearchParams(page.location.hash.slice(1)).get("k");
  if (fromAddress !== null) {
    page.sessionStorage.setItem(SECRET_KEY, fromAddress);
    page.history.replaceState(null, "", page.location.pathname + page.location.search);
  }
  return page.sessionStorage.getItem(SECRET_KEY) ?? "";
}
