import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import type { ShownRecorded } from "../consent/recordedReports.ts";
import { replayWords } from "../ui/replayWords.ts";
import { describeReasons } from "./describeTile.ts";

/**
 * Why a replay has to give way to the picture of now, in words for the tile; null while it goes on. A view that was
 * taken away needs none: the tile of now says what became of the camera.
 */
export function describeReplayEnd(
  status: ViewingStatus | null,
  shown: Pick<ShownRecorded, "state" | "reason" | "isLate"> | null,
): { readonly words: string | null } | null {
  switch (status?.state) {
    case "refused":
      return { words: replayWords.refused(describeReasons(status.reasons)) };
    case "pending":
      return { words: replayWords.wouldAsk };
    case "revoked":
    case "ended":
    case "silent":
      return { words: null };
    default:
      return describeShown(shown);
  }
}

function describeShown(shown: Parameters<typeof describeReplayEnd>[1]): { readonly words: string } | null {
  if (shown === null) return null;
  if (shown.state === "no-data") return { words: replayWords.notRecorded };
  const cannot = shown.state === "unplayable" || shown.state === "refused";
  if (cannot && shown.reason !== null) return { words: replayWords.refused(shown.reason) };
  return shown.isLate ? { words: replayWords.late } : null;
}
