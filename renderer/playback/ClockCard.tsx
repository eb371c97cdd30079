import { recordedReports } from "../consent/recordedReports.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Card, type Fact, Facts } from "../ui/Card.tsx";
import { playbackWords } from "../ui/playbackWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import type { PlaybackCamera } from "./playbackStore.ts";

/** By whose clock the times are, and how far the pictures are apart; read once a second. */
export function ClockCard({ model, cameras }: { model: WindowModel; cameras: readonly PlaybackCamera[] }) {
  useStoreValue(model.stores.clock, (clock) => clock.hubNowMs);
  const reports = cameras.flatMap(({ tile }) => recordedReports.get(tile) ?? []);
  const bases = new Set(reports.flatMap(({ basis }) => basis ?? []));
  const skewsMs = reports.flatMap(({ skewMs }) => (skewMs === null ? [] : [Math.abs(skewMs)]));
  const [basis] = bases;
  const facts: Fact[] = [
    {
      name: playbackWords.basis,
      value:
        basis === undefined
          ? playbackWords.unknown
          : bases.size > 1
            ? playbackWords.mixedBases
            : playbackWords.bases[basis],
    },
    { name: playbackWords.zone, value: ZONE },
  ];
  if (skewsMs.length > 1)
    facts.push({
      name: playbackWords.skew,
      value: playbackWords.milliseconds(Math.round(Math.max(...skewsMs))),
      isNumber: true,
    });
  return (
    <Card title={playbackWords.clock}>
      <Facts facts={facts} />
    </Card>
  );
}

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
