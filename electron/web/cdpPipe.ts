import type { Readable, Writable } from "node:stream";
import { z } from "zod";

/** A DevTools protocol connection over a pipe: JSON messages, each ended by a NUL character. */
export interface CdpPipe {
  /** Rejects when the browser answers with an error, and when the pipe ends. */
  send(method: string, params?: object, sessionId?: string): Promise<unknown>;
  onEvent(listener: (event: CdpEvent) => void): () => void;
  /** Whether the browser is gone. */
  isEnded(): boolean;
}

export interface CdpEvent {
  readonly method: string;
  readonly params: unknown;
  readonly sessionId?: string | undefined;
}

const CdpMessage = z.object({
  id: z.int().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  sessionId: z.string().optional(),
});

interface Waiter {
  readonly method: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** The browser refused a command, or is gone. */
export class CdpError extends Error {}

export function createCdpPipe(fromBrowser: Readable, toBrowser: Writable): CdpPipe {
  const waiters = new Map<number, Waiter>();
  const listeners = new Set<(event: CdpEvent) => void>();
  let lastId = 0;
  let isEnded = false;

  const end = (): void => {
    isEnded = true;
    for (const { method, reject } of waiters.values()) reject(new CdpError(`${method}: the browser is gone`));
    waiters.clear();
  };
  const receive = (text: string): void => {
    const message = CdpMessage.parse(JSON.parse(text));
    if (message.id === undefined) {
      const { method = "", params, sessionId } = message;
      for (const listener of listeners) listener({ method, params, sessionId });
      return;
    }
    const waiter = waiters.get(message.id);
    waiters.delete(message.id);
    if (message.error === undefined) waiter?.resolve(message.result);
    else waiter?.reject(new CdpError(`${waiter.method}: ${message.error.message}`));
  };
  splitAtNul(fromBrowser, receive);
  fromBrowser.once("close", end);
  // A browser that is gone shows here first; its commands are rejected by `end`.
  toBrowser.on("error", end);

  return {
    send(method, params = {}, sessionId) {
      if (isEnded) return Promise.reject(new CdpError(`${method}: the browser is gone`));
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        waiters.set(id, { method, resolve, reject });
        toBrowser.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      });
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isEnded: () => isEnded,
  };
}

function splitAtNul(stream: Readable, receive: (text: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const parts = (rest + chunk).split("\0");
    rest = parts.pop() ?? "";
    for (const part of parts) receive(part);
  });
}
