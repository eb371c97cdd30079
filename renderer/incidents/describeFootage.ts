import type { FootageRequest } from "../../contract/footage.ts";
import { footageWords as words } from "../ui/footageWords.ts";
import { formatClock, formatDistance } from "../ui/format.ts";

export function describeArea({ area }: Pick<FootageRequest, "area">): string {
  return area.shape === "circle" ? words.within(formatDistance(area.radiusM)) : words.ofChosen(area.cameraIds.length);
}

/** A time of day; with its day where that is not today. */
export function describeMoment(atMs: number, nowMs: number | null): string {
  const clock = formatClock(atMs);
  const at = new Date(atMs);
  if (nowMs === null || at.toDateString() === new Date(nowMs).toDateString()) return clock;
  return `${at.toLocaleDateString(undefined, { weekday: "short", month: "short", day: "numeric" })}, ${clock}`;
}
