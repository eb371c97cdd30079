import type { Transport } from "./transport.ts";

/** Pauses between attempts to reach the desk again; the last one repeats. Our choice: the desk is on this machine. */
const RETRY_AFTER_MS = [200, 400, 800, 1_500];

/** A loopback WebSocket whose first message is the run's secret. It comes back by itself. */
export function createSocketTransport(url: string, secret: string): Transport {
  const receivers = new Set<(message: unknown) => void>();
  const openHandlers = new Set<(isOpen: boolean) => void>();
  let socket: WebSocket | null = null;
  let isOpen = false;
  let failures = 0;

  function setOpen(open: boolean): void {
    if (isOpen === open) return;
    isOpen = open;
    for (const handler of openHandlers) handler(open);
  }

  function connect(): void {
    const opened = new WebSocket(url);
    socket = opened;
    opened.onopen = () => {
      opened.send(JSON.stringify({ secret }));
      setOpen(true);
    };
    opened.onmessage = (event) => {
      // A desk that talks has accepted the secret; one that only opens may refuse it again and again.
      failures = 0;
      const message = parseJson(event.data);
      for (const receiver of receivers) receiver(message);
    };
    opened.onclose = () => {
      setOpen(false);
      setTimeout(connect, RETRY_AFTER_MS[Math.min(failures++, RETRY_AFTER_MS.length - 1)]);
    };
  }

  connect();
  return {
    send(message) {
      if (isOpen) socket?.send(JSON.stringify(message));
    },
    receive(handler) {
      receivers.add(handler);
      return () => receivers.delete(handler);
    },
    isOpen: () => isOpen,
    onOpenChanged(handler) {
      openHandlers.add(handler);
      return () => openHandlers.delete(handler);
    },
  };
}

function parseJson(data: unknown): unknown {
  if (typeof data !== "string") return null;
  try {
    return JSON.parse(data);
  } catch {
    // What is not JSON is not a message; the client ignores null.
    return null;
  }
}
