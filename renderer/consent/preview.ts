import { Fault } from "../../contract/faults.ts";
import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import type { BlankProof } from "../media/coverProof.ts";
import type { MediaClock } from "../media/mediaClock.ts";
import type { MediaDoor } from "../media/pictureStart.ts";
import type { StatusListener } from "./claimBook.ts";
import type { DeskPort } from "./deskPort.ts";

/** The glance from the map: one camera at a time in this window, ended at the desk as soon as it is left. */
export interface Preview {
  /** Whose camera is glanced at; null for none. */
  cameraId(): string | null;
  /** What the consent check says about it; null before the answer. */
  status(): ViewingStatus | null;
  /** Asks for a camera for the purpose of a display; the one before ends. */
  start(display: number, cameraId: string): void;
  stop(): void;
  /** Heard after each change: for drawing. */
  subscribe(listener: () => void): () => void;
  /** For covering: told in the same task, and the present status at once. */
  watch(listener: StatusListener): () => void;
  readonly door: MediaDoor;
  reportBlank(proof: BlankProof): void;
  close(): void;
}

interface Glance {
  readonly cameraId: string;
  claimId: string | null;
  status: ViewingStatus | null;
}

interface PreviewOptions {
  readonly client: DeskPort;
  readonly clock: MediaClock;
  readonly onFault: (fault: unknown) => void;
}

export function createPreview({ client, clock, onFault }: PreviewOptions): Preview {
  let glance: Glance | null = null;
  /** News that came in before the answer that told whose it is. */
  const early = new Map<string, ViewingStatus>();
  const listeners = new Set<() => void>();
  const watchers = new Set<StatusListener>();

  function tell(): void {
    const nowMs = clock.nowMs();
    for (const watcher of watchers) watcher(glance?.status ?? null, nowMs);
    for (const listener of listeners) listener();
  }

  function send(call: Promise<unknown>): void {
    call.catch((fault: unknown) => {
      if (client.isOpen()) onFault(fault);
    });
  }

  function release(claimId: string | null): void {
    if (claimId !== null && client.isOpen()) send(client.call("viewing.release", { claimIds: [claimId] }));
  }

  function stop(): void {
    if (glance === null) return;
    const { claimId } = glance;
    glance = null;
    // Covered first, then ended.
    tell();
    release(claimId);
  }

  async function ask(asked: Glance, display: number): Promise<void> {
    early.clear();
    const { claimId, status } = await client.call("viewing.preview", { display, cameraId: asked.cameraId });
    if (glance !== asked) return release(claimId);
    asked.claimId = claimId;
    asked.status = early.get(claimId) ?? status;
    tell();
  }

  const closers = [
    client.on("viewing.changed", ({ claimId, status }) => {
      if (glance === null) return;
      if (glance.claimId === null) early.set(claimId, status);
      if (glance.claimId !== claimId) return;
      glance.status = status;
      tell();
    }),
    client.onOpenChanged(() => {
      // A claim belongs to a connection.
      glance = null;
      tell();
    }),
  ];

  return {
    cameraId: () => glance?.cameraId ?? null,
    status: () => glance?.status ?? null,
    start(display, cameraId) {
      if (glance?.cameraId === cameraId || !client.isOpen()) return;
      stop();
      glance = { cameraId, claimId: null, status: null };
      tell();
      send(ask(glance, display));
    },
    stop,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch(listener) {
      watchers.add(listener);
      listener(glance?.status ?? null, clock.nowMs());
      return () => watchers.delete(listener);
    },
    door: {
      open(protocol, rendition, frames) {
        const claimId = glance?.claimId ?? null;
        if (claimId === null) return Promise.reject(new Fault("GRANT_WRONG"));
        return client.call("viewing.openMedia", { claimId, protocol, rendition, frames });
      },
      close: (handleId) => send(client.call("viewing.closeMedia", { handleId })),
    },
    reportBlank({ blankedAfterMs, framesAfter }) {
      const claimId = glance?.claimId ?? null;
      if (claimId !== null) send(client.call("viewing.blanked", { claimId, blankedAfterMs, framesAfter }));
    },
    close() {
      stop();
      for (const close of closers) close();
    },
  };
}
