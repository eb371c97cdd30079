import type { FrameChoice, Protocol } from "../../../contract/viewings.ts";

export interface MediaAddress {
  handleId: string;
  file: string;
}

const MEDIA_URL = /^\/m\/([A-Za-z0-9_-]{16,64})\/([A-Za-z0-9_.-]{1,64})$/;
const SEGMENT = /^[A-Za-z0-9_-]{1,60}\.(m4s|mp4)$/;

/** Handle and file out of a request's path; null for anything else, queries included. */
export function readMediaUrl(url: string): MediaAddress | null {
  const [, handleId, file] = MEDIA_URL.exec(url) ?? [];
  return handleId === undefined || file === undefined ? null : { handleId, file };
}

/**
 * The hub's path for a file below a handle: the offered path itself, asking for key frames alone where those were
 * chosen, or for HLS a segment beside it.
 * Null where the handle leads nowhere.
 */
export function chooseMediaPath(
  file: string,
  { protocol, frames }: { readonly protocol: Protocol; readonly frames: FrameChoice },
  offeredPath: string,
): string | null {
  const query = frames === "key" ? "?frames=key" : "";
  if (protocol === "flv") return file === "live.flv" ? offeredPath + query : null;
  if (file === "index.m3u8") return offeredPath;
  return SEGMENT.test(file) ? offeredPath.slice(0, offeredPath.lastIndexOf("/") + 1) + file : null;
}
