import { Fault } from "../../contract/faults.ts";
import type { MediaHandle, RenditionOffer } from "../../contract/viewingCalls.ts";
import type { FrameChoice, Protocol } from "../../contract/viewings.ts";
import type { MediaClock } from "./mediaClock.ts";
import type { Picture } from "./picture.ts";
import type { PlayerFault } from "./player.ts";
import type { Slot, Stage } from "./stage.ts";
import type { StartQueue } from "./startQueue.ts";

/** From a place in the queue to the first frame. `play()` and `sourceopen` can both hang without a word. */
const FIRST_FRAME_DEADLINE_MS = 10_000;

/** The desk's side of a picture: a handle for one player, asked for and given back. */
export interface MediaDoor {
  /** Rejects with a {@link Fault}. */
  open(protocol: Protocol, rendition: RenditionOffer["rendition"], frames: FrameChoice): Promise<MediaHandle>;
  close(handleId: string): void;
}

export interface StartPorts {
  readonly clock: MediaClock;
  readonly stage: Stage;
  readonly media: MediaDoor;
  readonly starts: StartQueue;
}

export interface StartPlan {
  readonly slot: Slot;
  readonly offer: RenditionOffer;
  readonly frames: FrameChoice;
  readonly cameraId: string;
  readonly maxHeightPx: number;
  readonly isUrgent: () => boolean;
}

export interface StartEvents {
  /** The first frame is on the glass, behind whatever is shown. */
  onReady(start: PictureStart): void;
  onFrame(start: PictureStart): void;
  /** Before or after the first frame; at most once. The receiver closes the start. */
  onFault(start: PictureStart, fault: PlayerFault): void;
}

/** One picture on its way to the glass, and afterwards on it. */
export interface PictureStart {
  readonly plan: StartPlan;
  /** Null until a player runs. */
  picture(): Picture | null;
  /** Ends it wherever it is: waiting, asking, connecting or playing. Safe to call twice. */
  close(): void;
}

/** Which faults of a media call are a no, and which only a bad moment. */
function sortCause(cause: unknown): PlayerFault {
  if (!(cause instanceof Fault)) throw cause;
  return { kind: cause.retryable ? "network" : "refused", detail: cause.message };
}

/** Waits for its turn, asks the desk for a handle, starts the player and waits for the first frame. */
export function startPicture(ports: StartPorts, plan: StartPlan, events: StartEvents): PictureStart {
  let picture: Picture | null = null;
  let handle: MediaHandle | null = null;
  let isReady = false;
  let isOver = false;
  let cancelDeadline = () => {};

  const start: PictureStart = {
    plan,
    picture: () => picture,
    close() {
      isOver = true;
      settle();
      picture?.close();
      if (handle !== null) ports.media.close(handle.handleId);
      picture = null;
      handle = null;
    },
  };
  const fail = (fault: PlayerFault) => {
    if (isOver) return;
    isOver = true;
    settle();
    events.onFault(start, fault);
  };
  const handleFrame = () => {
    if (isOver) return;
    if (isReady) events.onFrame(start);
    else {
      isReady = true;
      settle();
      events.onReady(start);
    }
  };
  const run = async () => {
    cancelDeadline = ports.clock.after(FIRST_FRAME_DEADLINE_MS, () =>
      fail({ kind: "timeout", detail: "no first frame" }),
    );
    const opened = await ports.media.open(plan.offer.protocol, plan.offer.rendition, plan.frames);
    if (isOver) {
      ports.media.close(opened.handleId);
      return;
    }
    handle = opened;
    picture = ports.stage.start(plan.slot, { ...plan, handle, onFrame: handleFrame, onFault: fail });
  };
  const leaveQueue = ports.starts.enter({
    isUrgent: plan.isUrgent,
    start: () => {
      run().catch((cause: unknown) => fail(sortCause(cause)));
    },
  });
  function settle(): void {
    cancelDeadline();
    leaveQueue();
  }
  return start;
}
