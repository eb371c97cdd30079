import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The reference hub as a process of its own, with the training site. */
export interface RealHub {
  readonly url: string;
  readonly enrolCode: string;
  /** Ends it without farewell. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const ENTRY = join(import.meta.dirname, "../../../hub/main.ts");

interface Ready {
  port: number;
  enrolCode: string;
}

export async function startRealHub(args: readonly string[] = []): Promise<RealHub> {
  const dataDir = await mkdtemp(join(tmpdir(), "glasshouse-hub-"));
  let child: ChildProcess;
  let port = 0;

  async function start(): Promise<Ready> {
    child = fork(ENTRY, ["--port", String(port), "--data", dataDir, ...args], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const [message] = await once(child, "message");
    return message as Ready;
  }

  async function stop(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }

  const ready = await start();
  port = ready.port;
  return {
    url: `http://127.0.0.1:${port}`,
    enrolCode: ready.enrolCode,
    kill: () => stop("SIGKILL"),
    async restart() {
      await start();
    },
    async close() {
      await stop("SIGTERM");
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
