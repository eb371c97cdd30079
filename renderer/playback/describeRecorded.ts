import type { CameraRow } from "../../contract/cameras.ts";
import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import type { ShownRecorded } from "../consent/recordedReports.ts";
import type { RecordedGap } from "../media/recordedReport.ts";
import { stateWords } from "../ui/codeWords.ts";
import { formatClock } from "../ui/format.ts";
import { playbackWords } from "../ui/playbackWords.ts";
import { describeTile, type TileDescription } from "../wall/describeTile.ts";
import type { Speed } from "./playbackClock.ts";

/** What a tile of the past says. Pure. */

export interface RecordedFacts {
  /** Null before the picture was mounted. */
  readonly shown: Pick<
    ShownRecorded,
    "state" | "isLate" | "reason" | "blankedAfterMs" | "gapFromMs" | "gapToMs"
  > | null;
  readonly status: ViewingStatus | null;
  readonly camera: CameraRow | null;
  readonly hubNowMs: number | null;
}

/** Words of a tile of the past. The time of its picture is written apart, straight to the glass. */
export function describeRecorded({ shown, status, camera, hubNowMs }: RecordedFacts): TileDescription {
  const state = shown?.state ?? "connecting";
  const plain = { word: stateWords[state], suffix: "", sentences: [], action: null };
  if (state === "recorded") return { ...plain, word: "" };
  if (state === "no-data")
    return { ...plain, sentences: [describeGap({ fromMs: shown?.gapFromMs ?? null, toMs: shown?.gapToMs ?? null })] };
  if (state === "connecting" && status?.state === "permitted") return describeWaiting(plain, shown?.isLate === true);
  const { reason = null, blankedAfterMs = null } = shown ?? {};
  return describeTile({ state, status, camera, reason, blankedAfterMs, hubNowMs, frames: "all", kept: [] });
}

function describeWaiting(plain: TileDescription, isLate: boolean): TileDescription {
  return isLate
    ? { ...plain, word: playbackWords.late, sentences: [playbackWords.lateWords] }
    : { ...plain, sentences: [playbackWords.fetching] };
}

/** Between which times nothing was recorded, as far as that is known. */
export function describeGap(gap: RecordedGap): string {
  const write = (atMs: number) => formatClock(atMs, "withSeconds");
  if (gap.fromMs === null)
    return gap.toMs === null ? playbackWords.notRecordedHere : playbackWords.notRecordedUntil(write(gap.toMs));
  if (gap.toMs === null) return playbackWords.notRecordedFrom(write(gap.fromMs));
  return playbackWords.notRecordedBetween(write(gap.fromMs), write(gap.toMs));
}

const FRACTIONS: Readonly<Record<string, string>> = { "0.25": "¼", "0.5": "½" };

/** `2×`, `¼×`, `−4×`. */
export function formatSpeed(speed: Speed): string {
  const size = FRACTIONS[String(Math.abs(speed))] ?? String(Math.abs(speed));
  return `${speed < 0 ? "−" : ""}${size}×`;
}

/** What a moving or resting picture of the past says of itself: its time, and the speed where it is not that of life. */
export function formatRecordedTime(shownAtMs: number, speed: Speed): string {
  const time = formatClock(shownAtMs, "withTenths");
  return speed === 1 ? time : `${time} · ${formatSpeed(speed)}`;
}
