import { type ChildProcess, fork } from "node:child_process";
import { EventEmitter } from "node:events";
import { fileURLToPath } from "node:url";
import type * as Electron from "electron";
import { refuseMissing } from "./refuseMissing.ts";

const PARENT_PORT = fileURLToPath(new URL("./parentPort.ts", import.meta.url));

/** A Node child whose `process` has Electron's `parentPort` instead of Node's `send`. */
class DoubleUtilityProcess extends EventEmitter implements Pick<Electron.UtilityProcess, "kill" | "pid"> {
  readonly #child: ChildProcess;

  constructor(modulePath: string, args: readonly string[]) {
    super();
    const stdio = ["ignore", "ignore", "inherit", "ipc"] as const;
    this.#child = fork(modulePath, args, { stdio: [...stdio], execArgv: ["--import", PARENT_PORT] });
    this.#child.on("message", (message) => this.emit("message", message));
    this.#child.once("exit", (code) => this.emit("exit", code ?? 1));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  kill(): boolean {
    return this.#child.kill();
  }
}

export const utilityProcess = refuseMissing("utilityProcess", {
  fork(modulePath: string, args: string[] = [], { stdio }: Electron.ForkOptions = {}) {
    if (JSON.stringify(stdio) !== '["ignore","ignore","inherit"]') {
      throw new Error("the Electron double only has stdio [ignore, ignore, inherit]");
    }
    return refuseMissing("UtilityProcess", new DoubleUtilityProcess(modulePath, args));
  },
});
