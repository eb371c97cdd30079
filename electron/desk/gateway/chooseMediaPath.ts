import type { FrameChoice, Protocol } from "../../../contract/viewings.ts";

export interface MediaAddress {
  handleId: string;
  file: string;
  /** Behind the question mark; empty for none. */
  query: string;
}

const MEDIA_URL = /^\/m\/([A-Za-z0-9_-]{16,64})\/([A-Za-z0-9_.-]{1,64})(?:\?([A-Za-z0-9=&]{1,80}))?$/;
const SEGMENT = /^[A-Za-z0-9_-]{1,60}\.(m4s|mp4)$/;
const RECORDED_PART = /^(init-\d{1,15}\.mp4|\d{1,15}(\.key)?\.m4s)$/;
const TIMES = /^fromMs=\d{1,15}&toMs=\d{1,15}(&stepMs=\d{1,8})?$/;

/** Handle, file and question out of a request's path; null for anything else. */
export function readMediaUrl(url: string): MediaAddress | null {
  const [, handleId, file, query = ""] = MEDIA_URL.exec(url) ?? [];
  return handleId === undefined || file === undefined ? null : { handleId, file, query };
}

/**
 * The hub's path for a file below a handle: the offered path itself, asking for key frames alone where those were
 * chosen, or for HLS a segment beside it. Recordings are asked for by time, and nothing else is.
 * Null where the handle leads nowhere.
 */
export function chooseMediaPath(
  { file, query: times }: Pick<MediaAddress, "file" | "query">,
  { protocol, frames }: { readonly protocol: Protocol; readonly frames: FrameChoice },
  offeredPath: string,
): string | null {
  if (protocol === "recorded") return chooseRecordedPath(file, times, offeredPath);
  if (times !== "") return null;
  const query = frames === "key" ? "?frames=key" : "";
  if (protocol === "flv") return file === "live.flv" ? offeredPath + query : null;
  if (file === "index.m3u8") return offeredPath;
  return SEGMENT.test(file) ? offeredPath.slice(0, offeredPath.lastIndexOf("/") + 1) + file : null;
}

/** Coverage is that of the camera, so it lies beside its renditions. */
function chooseRecordedPath(file: string, times: string, offeredPath: string): string | null {
  const folder = offeredPath.slice(0, offeredPath.lastIndexOf("/"));
  if (file === "index.json" || file === "coverage.json") {
    const place = file === "index.json" ? folder : folder.slice(0, folder.lastIndexOf("/"));
    return TIMES.test(times) ? `${place}/${file}?${times}` : null;
  }
  return times === "" && RECORDED_PART.test(file) ? `${folder}/${file}` : null;
}
