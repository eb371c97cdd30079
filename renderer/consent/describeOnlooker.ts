import type { Onlooker } from "./windowPictures.ts";

/** Enough of a viewing's id to find it in the audit. */
const SHORT_ID_LENGTH = 8;

/**
 * A watermark's two lines, short enough for a small tile: operator and station, then UTC time to the minute and short
 * viewing id. Without what is not known; a line that holds nothing is left out.
 */
export function describeOnlooker(onlooker: Onlooker | null, hubNowMs: number | null, viewingId: string): string[] {
  const time = hubNowMs === null ? "" : `${new Date(hubNowMs).toISOString().slice(0, 16).replace("T", " ")}Z`;
  const join = (...parts: readonly string[]) => parts.filter((part) => part !== "").join(" · ");
  const lines = [
    join(onlooker?.operator ?? "", onlooker?.station ?? ""),
    join(time, viewingId.slice(-SHORT_ID_LENGTH)),
  ];
  return lines.filter((line) => line !== "");
}
