import type { Server } from "node:http";
import type { DeskReply } from "../../contract/deskEnvelope.ts";
import type { DisplayKeeper } from "./displays/displayKeeper.ts";
import type { WindowPlace } from "./displays/placeDisplays.ts";
import type { DesktopPoint, ScreenFacts } from "./displays/screens.ts";

/** Time as the desk knows it: monotonic, never the wall clock of the machine. */
export interface DeskClock {
  /** Milliseconds since some fixed moment; never goes back. */
  nowMs(): number;
  /** Acts once after so many milliseconds; the result calls it off. */
  after(delayMs: number, act: () => void): () => void;
}

/** Facts of a log line. Never a token, a password or a media address. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Log {
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  error(event: string, facts?: LogFacts): void;
}

/**
 * A shell's windows on the machine's screens, each known by its display; where a console is named, it is null. Every
 * act settles when it is done, and rejects when it could not be.
 */
export interface WindowHost {
  screens(): Promise<readonly ScreenFacts[]>;
  /** The console's corner or middle; null when this shell has no console. */
  consoleAt(): Promise<DesktopPoint | null>;
  /** Opens the display's window at its place, or moves it there; one that is there already is left in peace. */
  show(display: number, place: WindowPlace): Promise<void>;
  /** Out of everybody's sight. Nothing for a display without a window, as for `close`. */
  hide(display: number): Promise<void>;
  close(display: number): Promise<void>;
  /** Ends the process of the window's page, even one that hangs. */
  kill(display: number | null): Promise<void>;
  /** Loads the page anew in its window. */
  reload(display: number | null): Promise<void>;
}

/** What the shell around the desk can do for it. */
export interface ShellPort {
  /** What opens windows; null while nothing can. */
  host(): WindowHost | null;
  /** The operating system's secret store. A shell without one throws at `write`; the desk then keeps a private file. */
  secrets: {
    read(name: string): Promise<string | null>;
    write(name: string, value: string): Promise<void>;
  };
}

/** What the map is drawn on. */
export type BaseMapOptions =
  /** The vectors the site brings along. */
  | { readonly kind: "site"; readonly attribution: string }
  /** Picture tiles of one server; `template` has been looked at by `findTemplateFault`. */
  | {
      readonly kind: "raster";
      readonly template: string;
      readonly attribution: string;
      readonly maxZoom: number;
      readonly cacheBytes: number;
    }
  /** A PMTiles file of vector tiles. */
  | { readonly kind: "pmtiles"; readonly path: string; readonly attribution: string };

export interface DeskOptions {
  dataDir: string;
  /** Pictures an operator keeps; made where it is missing. */
  snapshotDir: string;
  /** 0: any port that is free on both loopback addresses. */
  port: number;
  /** The built renderer. */
  pageDir: string;
  hubUrl: string;
  /** One-time code with which the hub enrols this station's key, if it does not know it. */
  enrolCode?: string;
  baseMap: BaseMapOptions;
  shell: ShellPort;
  /** Whether the station runs by itself, without a console and without input. */
  isWall?: boolean;
  version: string;
  log: Log;
  clock?: DeskClock;
  /** Most pictures of 640×360 at 15 frames a second decoded at once; absent: what the machine shows it can. */
  decodeLimit?: number;
  /** Hardware decoders there are; absent: what Chromium uses at most on this platform. */
  hardwareDecoders?: number;
}

/** One window's line to the desk. */
export interface WindowConnection {
  receive(message: unknown): void;
  /** The window is gone: its claims are released at once. */
  close(): void;
}

export interface Desk {
  readonly port: number;
  /** `http://localhost:PORT` */
  readonly origin: string;
  /** The loopback listeners, for the web shell's WebSocket upgrade. */
  readonly server: Server[];
  connect(send: (reply: DeskReply) => void): WindowConnection;
  /** What the shell tells of its windows. */
  readonly displays: Pick<DisplayKeeper, "hostChanged" | "screensChanged" | "windowClosed" | "windowCrashed">;
  /** The machine was asleep: everything is covered and asked for again. */
  resumed(): void;
  /** A fresh one-time code, for example of a hub that was started anew. */
  useEnrolCode(code: string): void;
  close(): Promise<void>;
}
