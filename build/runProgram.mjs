// Runs one program in the foreground as if it were this process: same standard streams, same exit, same signals.

import { spawn } from "node:child_process";

const PARENT_CHECK_MS = 500;

/**
 * npm does not pass SIGTERM on to its script, so the end of the parent is watched too: a terminated `npm start`
 * must leave nothing running.
 */
export function runProgram(command, args, env = process.env) {
  const child = spawn(command, args, { stdio: "inherit", env });
  const end = () => child.kill("SIGTERM");
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, end);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) end();
  }, PARENT_CHECK_MS);
  child.on("error", (error) => {
    process.stderr.write(`${command} could not be started: ${error.message}\n`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => {
    clearInterval(watch);
    process.exit(code ?? (signal === null ? 1 : 0));
  });
}
