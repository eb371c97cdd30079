import { fork } from "node:child_process";
import type { ForkHub } from "../desk/shells/hubKeeper.ts";

/** The hub as a child of this Node process; its standard output is not ours, its standard error is. */
export const forkHubChild: ForkHub = (entry, args) => {
  const child = fork(entry, args, { stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: [] });
  return {
    pid: child.pid,
    onMessage: (listener) => child.on("message", listener),
    onExit(listener) {
      child.once("exit", listener);
      child.once("error", () => listener(null));
    },
    end: () => child.kill("SIGTERM"),
    kill: () => child.kill("SIGKILL"),
  };
};
