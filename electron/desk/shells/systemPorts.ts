import type { DeskClock, Log, LogFacts, ShellPort } from "../ports.ts";

/** Lines of JSON on standard error: standard output belongs to the ready line. */
export function createStderrLog(part: string): Log {
  const writer = (level: string) => (event: string, facts?: LogFacts) => {
    process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, part, event, ...facts })}\n`);
  };
  return { info: writer("info"), warn: writer("warn"), error: writer("error") };
}

/** For a shell without the operating system's secret store: the desk then keeps a file only its owner can read. */
export const noSecretStore: ShellPort["secrets"] = {
  read: async () => null,
  write: () => Promise.reject(new Error("this shell has no secret store")),
};

/** Resolves after so many milliseconds. */
export function wait(clock: DeskClock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(delayMs, resolve);
  });
}
