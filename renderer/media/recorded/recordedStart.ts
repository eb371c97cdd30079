import { Fault } from "../../../contract/faults.ts";
import type { MediaHandle, RenditionOffer } from "../../../contract/viewingCalls.ts";
import type { MediaDoor } from "../pictureStart.ts";
import type { PlayerFault } from "../player.ts";
import type { Slot } from "../stage.ts";
import { RecordedPicture, type RecordedPictureRequest } from "./recordedPicture.ts";

/** One rendition on its way to the glass, and afterwards on it: its handle, and the picture played under it. */
export interface RecordedStart {
  readonly offer: RenditionOffer;
  readonly slot: Slot;
  /** Null until the handle is there. */
  picture(): RecordedPicture | null;
  /** Address of the index; null until the handle is there. */
  url(): string | null;
  /** Safe to call twice. */
  close(): void;
}

interface StartPlan extends Omit<RecordedPictureRequest, "url" | "onFault"> {
  readonly slot: Slot;
  readonly media: MediaDoor;
  /** At most once; the receiver closes the start. */
  readonly onFault: (start: RecordedStart, fault: PlayerFault) => void;
}

/** Asks the desk for a handle and plays what lies below it. */
export function startRecorded(plan: StartPlan): RecordedStart {
  const { offer, slot, media } = plan;
  let picture: RecordedPicture | null = null;
  let handle: MediaHandle | null = null;
  let isOver = false;
  const start: RecordedStart = {
    offer,
    slot,
    picture: () => picture,
    url: () => handle?.url ?? null,
    close() {
      isOver = true;
      picture?.close();
      if (handle !== null) media.close(handle.handleId);
      picture = null;
      handle = null;
    },
  };
  const fail = (fault: PlayerFault) => {
    if (isOver) return;
    isOver = true;
    plan.onFault(start, fault);
  };
  const run = async () => {
    const opened = await media.open("recorded", offer.rendition, "all");
    if (isOver) {
      media.close(opened.handleId);
      return;
    }
    handle = opened;
    picture = new RecordedPicture({ ...plan, url: opened.url, onFault: fail });
    picture.act();
  };
  run().catch((cause: unknown) => {
    if (!(cause instanceof Fault)) throw cause;
    fail({ kind: cause.retryable ? "network" : "refused", detail: cause.message });
  });
  return start;
}
