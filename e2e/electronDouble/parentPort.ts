import { EventEmitter } from "node:events";

/** Loaded into a utility process of the double before its entry: Electron's way of talking to the parent. */

const send = process.send?.bind(process);
const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => send?.(message),
});
process.on("message", (data) => parentPort.emit("message", { data, ports: [] }));
process.on("disconnect", () => process.exit());
Object.defineProperty(process, "parentPort", { value: parentPort });
Object.defineProperty(process, "send", { value: undefined });
