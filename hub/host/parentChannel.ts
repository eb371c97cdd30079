/** The channel to the program that started the hub, if one did: Node's IPC, or Electron's utility process port. */
export interface ParentChannel {
  send(message: { readonly type: "ready"; readonly port: number; readonly enrolCode: string }): void;
  onGone(act: () => void): void;
}

/** The few members of Electron's `process.parentPort` used here; its types belong to another environment. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: "close", listener: () => void): unknown;
}

export function findParentChannel(): ParentChannel | undefined {
  if (typeof process.send === "function") {
    return {
      send: (message) => process.send?.(message),
      onGone: (act) => process.on("disconnect", act),
    };
  }
  const port: unknown = Reflect.get(process, "parentPort");
  if (!isParentPort(port)) return undefined;
  return {
    send: (message) => port.postMessage(message),
    onGone: (act) => port.on("close", act),
  };
}

function isParentPort(value: unknown): value is ParentPort {
  return typeof value === "object" && value !== null && "postMessage" in value && "on" in value;
}
