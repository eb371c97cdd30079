import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { WebSocket } from "ws";

/** The Chromium under the double, driven over its DevTools socket. Tests may connect to the same socket. */

export interface BrowserOptions {
  /** Sizes side by side from the left, for example `1920x1080,2560x1440`. */
  readonly screens: string;
  readonly devToolsPort: number;
  readonly switches: readonly string[];
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  // biome-ignore lint/suspicious/noExplicitAny: DevTools messages; the double trusts its own browser
  readonly params?: any;
  // biome-ignore lint/suspicious/noExplicitAny: DevTools messages; the double trusts its own browser
  readonly result?: any;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

const COMMANDS = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge"];
const QUIET = [
  "--headless=new",
  // Unused but for its end: a browser whose pipe closes ends, so it cannot outlive the double.
  "--remote-debugging-pipe",
  "--no-startup-window",
  "--no-first-run",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Emits every DevTools event as `event`, and `gone` when the browser ends without having been closed. */
export class Browser extends EventEmitter {
  readonly #child: ChildProcess;
  readonly #socket: WebSocket;
  readonly #profileDir: string;
  readonly #waiters = new Map<number, (message: Message) => void>();
  readonly devToolsUrl: string;
  #lastId = 0;

  private constructor(child: ChildProcess, socket: WebSocket, devToolsUrl: string, profileDir: string) {
    super();
    this.setMaxListeners(0);
    this.#child = child;
    this.#socket = socket;
    this.#profileDir = profileDir;
    this.devToolsUrl = devToolsUrl;
    socket.on("message", (data) => this.#receive(JSON.parse(String(data))));
    child.once("exit", () => this.emit("gone"));
  }

  static async start({ screens, devToolsPort, switches }: BrowserOptions): Promise<Browser> {
    const profileDir = mkdtempSync(join(tmpdir(), "glasshouse-double-"));
    const screenInfo = screens.split(",").map((size) => `{${size}}`);
    const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    const child = spawn(
      findChromium(),
      [
        ...QUIET,
        ...sandbox,
        `--user-data-dir=${profileDir}`,
        `--screen-info=${screenInfo.join("")}`,
        `--remote-debugging-port=${devToolsPort}`,
        ...switches,
      ],
      { stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"] },
    );
    const devToolsUrl = await readDevToolsUrl(child);
    const socket = new WebSocket(devToolsUrl, { perMessageDeflate: false, maxPayload: 0 });
    await once(socket, "open");
    return new Browser(child, socket, devToolsUrl, profileDir);
  }

  // biome-ignore lint/suspicious/noExplicitAny: DevTools results; the double trusts its own browser
  send(method: string, params: object = {}, sessionId?: string): Promise<any> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiters.set(id, ({ error, result }) => {
        if (error === undefined) resolve(result);
        else reject(new Error(`${method}: ${error.message}`));
      });
      this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }

  async close(): Promise<void> {
    this.removeAllListeners("gone");
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const exited = once(this.#child, "exit");
      this.#child.kill("SIGKILL");
      await exited;
    }
    rmSync(this.#profileDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  #receive(message: Message): void {
    if (message.id === undefined) {
      this.emit("event", message);
      return;
    }
    this.#waiters.get(message.id)?.(message);
    this.#waiters.delete(message.id);
  }
}

async function readDevToolsUrl(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error("no standard error of the browser");
  const lines = createInterface({ input: child.stderr });
  for await (const line of lines) {
    const [, url] = /DevTools listening on (ws:\S+)/.exec(line) ?? [];
    if (url === undefined) continue;
    // The rest is read and dropped: a full pipe would stop the browser.
    child.stderr.resume();
    return url;
  }
  throw new Error("the browser under the Electron double did not start");
}

function findChromium(): string {
  const asked = process.env.GLASSHOUSE_BROWSER;
  if (asked !== undefined) return asked;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = COMMANDS.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (found === undefined) throw new Error("the Electron double needs Chromium, Chrome or Edge");
  return found;
}
