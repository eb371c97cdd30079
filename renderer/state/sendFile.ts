import { Fault } from "../../contract/faults.ts";
import { UPLOAD_LIMITS_BYTES, type UploadUse, WINDOW_PART_BYTES } from "../../contract/uploads.ts";
import type { DeskClient } from "../desk/deskClient.ts";

/** As much of the browser's `File` as is needed. */
export interface SentFile {
  readonly name: string;
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

const MAX_NAME_LENGTH = 120;
/** A call's arguments are bounded in every engine; this many are safe in all. */
const CODES_AT_ONCE = 8_192;

/**
 * Sends a file to the hub in parts, one after another: neither it nor its copy is ever in memory whole. Answers the
 * upload's id. Throws `UPLOAD_REFUSED` for one that is empty or too large, and an `AbortError` when it was called off.
 */
export async function sendFile(
  client: Pick<DeskClient, "call">,
  use: UploadUse,
  file: SentFile,
  options: { signal: AbortSignal; onProgress: (sentBytes: number) => void },
): Promise<string> {
  const limitBytes = UPLOAD_LIMITS_BYTES[use];
  if (file.size === 0) throw new Fault("UPLOAD_REFUSED", "It is empty.");
  if (file.size > limitBytes)
    throw new Fault(
      "UPLOAD_REFUSED",
      `It has ${writeMegabytes(file.size)} MB; at most ${writeMegabytes(limitBytes)} are taken.`,
    );
  const fileName = file.name.slice(-MAX_NAME_LENGTH) || "file";
  const { uploadId } = await client.call("uploads.start", { use, fileName, sizeBytes: file.size });
  try {
    for (let at = 0; at < file.size; at += WINDOW_PART_BYTES) {
      options.signal.throwIfAborted();
      const bytes = await file.slice(at, Math.min(at + WINDOW_PART_BYTES, file.size)).arrayBuffer();
      const { receivedBytes } = await client.call("uploads.part", {
        ...{ uploadId, offsetBytes: at, data: encodeBase64(new Uint8Array(bytes)) },
      });
      options.onProgress(receivedBytes);
    }
  } catch (cause) {
    // It would be forgotten by itself; told, it is forgotten now. A desk that has gone has forgotten it already.
    await client.call("uploads.cancel", { uploadId }).catch(() => {});
    throw cause;
  }
  return uploadId;
}

export function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += CODES_AT_ONCE)
    text += String.fromCharCode(...bytes.subarray(at, at + CODES_AT_ONCE));
  return btoa(text);
}

function writeMegabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1);
}
