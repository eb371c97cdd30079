import type { Onlooker } from "./windowPictures.ts";

/** Enough of a viewing's id to find it in the audit. */
const SHORT_ID_LENGTH = 8;

/** Text of a watermark: operator, station, UTC time to the minute, short viewing id; without what is not known. */
export function describeOnlooker(onlooker: Onlooker | null, hubNowMs: number | null, viewingId: string): string {
  const time = hubNowMs === null ? "" : `${new Date(hubNowMs).toISOString().slice(0, 16).replace("T", " ")}Z`;
  const parts = [onlooker?.operator ?? "", onlooker?.station ?? "", time, viewingId.slice(-SHORT_ID_LENGTH)];
  return parts.filter((part) => part !== "").join(" · ");
}
