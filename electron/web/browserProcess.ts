import { spawn } from "node:child_process";
import { Readable, Writable } from "node:stream";
import type { DeskClock } from "../desk/ports.ts";
import { type CdpPipe, createCdpPipe } from "./cdpPipe.ts";

/** A browser of our own: it ends when its pipe does, so it cannot outlive the shell. */
export interface BrowserProcess {
  readonly cdp: CdpPipe;
  /** Resolves with whether it ended in order, as it does when its last window is closed. */
  readonly ended: Promise<boolean>;
  close(): Promise<void>;
}

const END_LIMIT_MS = 2_000;

/** Chromium reads commands from file descriptor 3 and writes answers to 4. */
export function startBrowser(path: string, args: readonly string[], clock: DeskClock): BrowserProcess {
  const child = spawn(path, args, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const [, , , toBrowser, fromBrowser] = child.stdio;
  if (!(toBrowser instanceof Writable) || !(fromBrowser instanceof Readable)) throw new Error("no pipe to the browser");
  const cdp = createCdpPipe(fromBrowser, toBrowser);
  const ended = new Promise<boolean>((resolve) => {
    child.once("exit", (code) => resolve(code === 0));
    child.once("error", () => resolve(false));
  });
  return {
    cdp,
    ended,
    async close() {
      const cancelKill = clock.after(END_LIMIT_MS, () => child.kill("SIGKILL"));
      // Refused only when it is already going.
      await cdp.send("Browser.close").catch(() => child.kill("SIGTERM"));
      await ended;
      cancelKill();
    },
  };
}
