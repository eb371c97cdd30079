import type { Transport } from "./transport.ts";

/** What the Electron preload puts into the page: two functions and nothing else. */
export interface GlasshouseBridge {
  send(message: unknown): void;
  receive(handler: (message: unknown) => void): void;
}

/** IPC lives as long as the window: a desk that ends takes the window with it. */
export function createIpcTransport(bridge: GlasshouseBridge): Transport {
  const handlers = new Set<(message: unknown) => void>();
  bridge.receive((message) => {
    for (const handler of handlers) handler(message);
  });
  return {
    send: (message) => bridge.send(message),
    receive(handler) {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    isOpen: () => true,
    onOpenChanged: () => () => {},
  };
}
