import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { z } from "zod";
import { SITE_DIR } from "./startTestHub.ts";

/** The hub as the program it is, in a process of its own, for tests. */
export interface SpawnedHub {
  readonly child: ChildProcess;
  readonly url: string;
  readonly enrolCode: string;
  readonly startedInMs: number;
}

const Ready = z.strictObject({ ready: z.literal(true), url: z.string(), hubUrl: z.string(), ownerUrl: z.string() });
const Message = z.strictObject({ type: z.literal("ready"), port: z.int(), enrolCode: z.string() });
const ENTRY = join(import.meta.dirname, "..", "main.ts");

export async function spawnHub(dataDir: string, flags: readonly string[] = []): Promise<SpawnedHub> {
  const startMs = performance.now();
  const child = startProgram(["--data", dataDir, "--site", SITE_DIR, "--port", "0", ...flags]);
  const [[line], [message]] = await Promise.all([once(child.stdout ?? child, "data"), once(child, "message")]);
  const startedInMs = performance.now() - startMs;
  return {
    child,
    startedInMs,
    url: Ready.parse(JSON.parse(String(line))).url,
    enrolCode: Message.parse(message).enrolCode,
  };
}

/** Runs the entry to its end and returns what it left behind. */
export async function runToEnd(
  args: readonly string[],
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = startProgram(args);
  const said = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk) => {
    said.stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    said.stderr += chunk;
  });
  const [code] = await once(child, "close");
  return { code, ...said };
}

function startProgram(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [ENTRY, ...args], { stdio: ["ignore", "pipe", "pipe", "ipc"] });
}
