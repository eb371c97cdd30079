import { Fault } from "../../../contract/faults.ts";
import { HUB_PART_BYTES, type UploadStart, type UploadTicket, type WindowPart } from "../../../contract/uploads.ts";
import type { HubSession } from "../hub/hubSession.ts";

/**
 * Files on their way from windows to the hub. Windows send small parts, which are gathered into large ones: no more
 * than one large part of each file is ever in the desk's memory.
 */
export interface UploadRelay {
  start(windowId: string, wish: UploadStart): Promise<UploadTicket>;
  /** Answers how much has been taken. Throws `NOT_FOUND`, or `UPLOAD_REFUSED` for a part out of place. */
  push(windowId: string, part: WindowPart): Promise<number>;
  cancel(windowId: string, uploadId: string): Promise<void>;
}

/** Most files at once. Our choice: a console sends one after another. */
const MAX_FILES = 4;

interface Relayed {
  readonly windowId: string;
  readonly sizeBytes: number;
  gathered: Buffer[];
  gatheredBytes: number;
  sentBytes: number;
  isSending: boolean;
}

export function createUploadRelay(options: {
  hub: Pick<HubSession, "call">;
  isOpen(windowId: string): boolean;
}): UploadRelay {
  const { hub, isOpen } = options;
  const byId = new Map<string, Relayed>();

  function findOwn(windowId: string, uploadId: string): Relayed {
    const file = byId.get(uploadId);
    if (file === undefined || file.windowId !== windowId)
      throw new Fault("NOT_FOUND", "The file is no longer here. Choose it again.");
    return file;
  }

  /** Windows that have gone send nothing more; the hub forgets by itself what it has of theirs. */
  function forgetGone(): void {
    for (const [uploadId, { windowId }] of byId) if (!isOpen(windowId)) byId.delete(uploadId);
  }

  async function send(uploadId: string, file: Relayed): Promise<void> {
    const data = Buffer.concat(file.gathered).toString("base64");
    const { gatheredBytes, sentBytes: offsetBytes } = file;
    file.isSending = true;
    try {
      await hub.call("putUploadPart", { id: uploadId, body: { offsetBytes, data } });
    } finally {
      file.isSending = false;
    }
    file.gathered = [];
    file.gatheredBytes = 0;
    file.sentBytes += gatheredBytes;
  }

  return {
    async start(windowId, wish) {
      forgetGone();
      if (byId.size >= MAX_FILES)
        throw new Fault("UPLOAD_REFUSED", "Other files are on their way. Try again in a while.");
      const ticket = await hub.call("startUpload", { body: wish });
      const { sizeBytes } = wish;
      byId.set(ticket.uploadId, {
        windowId,
        sizeBytes,
        gathered: [],
        gatheredBytes: 0,
        sentBytes: 0,
        isSending: false,
      });
      return ticket;
    },
    async push(windowId, { uploadId, offsetBytes, data }) {
      const file = findOwn(windowId, uploadId);
      if (file.isSending || offsetBytes !== file.sentBytes + file.gatheredBytes)
        throw new Fault("UPLOAD_REFUSED", "A part came out of turn.");
      const part = Buffer.from(data, "base64");
      const takenBytes = offsetBytes + part.length;
      if (takenBytes > file.sizeBytes) throw new Fault("UPLOAD_REFUSED", "It is larger than it was said to be.");
      if (file.gatheredBytes + part.length > HUB_PART_BYTES) await send(uploadId, file);
      file.gathered.push(part);
      file.gatheredBytes += part.length;
      if (takenBytes < file.sizeBytes) return takenBytes;
      await send(uploadId, file);
      byId.delete(uploadId);
      return takenBytes;
    },
    async cancel(windowId, uploadId) {
      findOwn(windowId, uploadId);
      byId.delete(uploadId);
      await hub.call("dropUpload", { id: uploadId });
    },
  };
}
