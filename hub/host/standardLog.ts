import type { HubLog, LogFacts } from "../ports.ts";

export const LOG_LEVELS = ["silent", "error", "warn", "info"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One JSON line per event on standard error; standard output belongs to the ready line. */
export function createStandardLog(level: LogLevel): HubLog {
  const shown = LOG_LEVELS.slice(1, LOG_LEVELS.indexOf(level) + 1);
  function write(lineLevel: LogLevel, event: string, facts: LogFacts = {}): void {
    if (!shown.includes(lineLevel)) return;
    process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level: lineLevel, event, ...facts })}\n`);
  }
  return {
    info: (event, facts) => write("info", event, facts),
    warn: (event, facts) => write("warn", event, facts),
    error: (event, facts) => write("error", event, facts),
  };
}
