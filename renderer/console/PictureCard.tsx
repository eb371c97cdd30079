import { useCallback, useSyncExternalStore } from "react";
import { tileReports } from "../consent/tileReports.ts";
import { formatAge } from "../media/formatAge.ts";
import type { TileReport } from "../media/tileReport.ts";
import { Card, type Fact, Facts } from "../ui/Card.tsx";
import { formatCount } from "../ui/format.ts";
import { text } from "../ui/text.ts";

function useReport(tile: number): TileReport | null {
  const subscribe = useCallback((listener: () => void) => tileReports.subscribe(tile, listener), [tile]);
  return useSyncExternalStore(subscribe, () => tileReports.get(tile));
}

/** Quality of the picture in a tile, as often as it is reported: only this card is drawn again for it. */
export function PictureCard({ tile }: { tile: number }) {
  const report = useReport(tile);
  if (report?.rendition == null) return null;
  return (
    <Card title={text.picture}>
      <Facts facts={describePicture(report, report.rendition)} />
    </Card>
  );
}

/** The age of the frame on the glass, in a sentence. */
export function TileAge({ tile }: { tile: number }) {
  const report = useReport(tile);
  if (report === null || report.isBlank) return null;
  const isKnown = report.isAgeKnown && report.frameAgeMs !== null;
  return <span> · {isKnown ? text.frameOld(formatAge(report.frameAgeMs ?? 0)) : text.ageUnknown}</span>;
}

function describePicture(report: TileReport, rendition: NonNullable<TileReport["rendition"]>): Fact[] {
  return [
    {
      name: text.stream,
      value: `${rendition.rendition} ${rendition.widthPx}×${rendition.heightPx} · ${rendition.protocol.toUpperCase()}`,
      isNumber: true,
    },
    { name: text.rate, value: `${report.fps.toFixed(1)} / ${rendition.fps} fps`, isNumber: true },
    { name: text.decoder, value: report.decoder === null ? text.unknown : text[report.decoder] },
    { name: text.lost, value: formatCount(report.framesLost), isNumber: true },
    {
      name: text.delay,
      value: report.frameAgeMs === null ? text.unknown : formatAge(report.frameAgeMs),
      isNumber: true,
    },
  ];
}
