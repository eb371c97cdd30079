import type { RecorderHealth } from "../../contract/recorderHealth.ts";
import { formatCount, formatSince } from "../ui/format.ts";
import { recorderWords as words } from "../ui/recorderWords.ts";
import type { HealthRow, HealthSection } from "./describeHealth.ts";

const BYTES_PER_GB = 1_000_000_000;

/** How the hub's recorder is; no section for a hub that does not record, or has not said. */
export function describeRecorder(
  recorder: RecorderHealth | null,
  hubNowMs: number | null,
  since: (atMs: number) => string,
): HealthSection[] {
  if (recorder === null) return [];
  const { state, why, cameras, lostStretches, setAside } = recorder;
  const row: HealthRow = {
    key: "recorder",
    name: words.title,
    mark: ({ recording: "live", full: "offline", failing: "delayed" } as const)[state],
    word: words[state],
    since: since(recorder.sinceMs),
    why: { recording: "", full: words.fullWhy, failing: words.failingWhy(why ?? words.noName) }[state],
    figures: [
      words.cameras(formatCount(cameras)),
      words.used(inGb(recorder.usedBytes), inGb(recorder.limitBytes)),
      ...listReach(recorder, hubNowMs),
      ...(lostStretches === 0 ? [] : [words.lost(formatCount(lostStretches))]),
      ...(setAside === 0 ? [] : [words.setAside(formatCount(setAside))]),
    ],
    isWrong: state !== "recording" || setAside > 0,
  };
  return [{ title: words.title, rows: [row] }];
}

function listReach({ oldestAtMs }: RecorderHealth, hubNowMs: number | null): string[] {
  return oldestAtMs === undefined || hubNowMs === null ? [] : [words.kept(formatSince(hubNowMs - oldestAtMs))];
}

function inGb(bytes: number): string {
  return (bytes / BYTES_PER_GB).toFixed(bytes < BYTES_PER_GB ? 2 : 0);
}
