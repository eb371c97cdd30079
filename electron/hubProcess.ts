import { utilityProcess } from "electron";
import type { ForkHub } from "./desk/shells/hubKeeper.ts";

/** The hub as a utility process: the fuse that would let it be a plain Node child is off. */
export const forkHubProcess: ForkHub = (entry, args) => {
  const child = utilityProcess.fork(entry, [...args], {
    serviceName: "Glasshouse hub",
    stdio: ["ignore", "ignore", "inherit"],
  });
  return {
    get pid() {
      return child.pid;
    },
    onMessage: (listener) => child.on("message", listener),
    onExit: (listener) => child.once("exit", listener),
    end: () => child.kill(),
    kill() {
      if (child.pid !== undefined) process.kill(child.pid, "SIGKILL");
    },
  };
};
