import type { DeskClient } from "./deskClient.ts";

/** The desk takes a window for hung after a few missed ones. */
const BEAT_EVERY_MS = 1_000;

/** Tells the desk each second that this page still runs its timers. Returns the end of it. */
export function sendBeats(
  client: DeskClient,
  clock: { every(periodMs: number, act: () => void): () => void },
  onFault: (fault: unknown) => void,
): () => void {
  return clock.every(BEAT_EVERY_MS, () => {
    if (!client.isOpen()) return;
    client.call("window.beat", {}).catch((fault: unknown) => {
      // A connection lost under way is told elsewhere.
      if (client.isOpen()) onFault(fault);
    });
  });
}
