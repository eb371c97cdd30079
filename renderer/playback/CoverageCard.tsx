import type { Span } from "../../contract/recorded.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Card, Facts } from "../ui/Card.tsx";
import { formatClock, formatCountdown } from "../ui/format.ts";
import { playbackWords } from "../ui/playbackWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import type { CameraCoverage, CoverageBook } from "./coverageBook.ts";
import type { PlaybackCamera } from "./playbackStore.ts";
import { listGaps, measureCovered } from "./spans.ts";
import { formatMoment } from "./timeActs.ts";
import { useCoverageNews } from "./useCoverage.ts";

interface CoverageCardProps {
  readonly model: WindowModel;
  readonly coverage: CoverageBook;
  readonly cameras: readonly PlaybackCamera[];
  readonly span: Span;
  readonly nowMs: () => number;
}

/** Gaps written of one camera; the timeline shows them all. */
const MAX_GAPS = 3;
const DAY_MS = 86_400_000;

/** How much of the span was recorded by each camera, and where it was not. */
export function CoverageCard({ model, coverage, cameras, span }: CoverageCardProps) {
  useCoverageNews(coverage);
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  const rows = cameras.map(({ tile, cameraId }) => ({
    number: book.byId.get(cameraId)?.number ?? "",
    ...describeCoverage(coverage.get(tile), span),
  }));
  const write =
    span.toMs - span.fromMs > DAY_MS / 2 ? formatMoment : (atMs: number) => formatClock(atMs, "withSeconds");
  const gapped = rows.filter(({ gaps }) => gaps.length > 0);
  return (
    <Card title={playbackWords.coverage}>
      <p className="cardWords">{playbackWords.coverageOf(write(span.fromMs), write(span.toMs))}</p>
      <Facts facts={rows.map(({ number, share }) => ({ name: number, value: share, isNumber: true }))} />
      {gapped.length > 0 && <h4 className="cardSub">{playbackWords.gaps}</h4>}
      <ul className="gapList">
        {gapped.flatMap(({ number, gaps }) => [
          ...gaps.slice(0, MAX_GAPS).map(({ fromMs, toMs }) => (
            <li key={`${number} ${fromMs}`}>
              <b className="rowNumber">{number}</b>{" "}
              <span className="number">{playbackWords.gap(write(fromMs), formatCountdown(toMs - fromMs))}</span>
            </li>
          )),
          ...(gaps.length > MAX_GAPS
            ? [<li key={number}>{playbackWords.moreGaps(number, gaps.length - MAX_GAPS)}</li>]
            : []),
        ])}
      </ul>
    </Card>
  );
}

const WHOLE_PERCENT = 100;

function describeCoverage(coverage: CameraCoverage | null, span: Span): { share: string; gaps: readonly Span[] } {
  if (coverage === null) return { share: playbackWords.unknown, gaps: [] };
  const within = {
    fromMs: Math.max(span.fromMs, coverage.known.fromMs),
    toMs: Math.min(span.toMs, coverage.known.toMs),
  };
  if (within.fromMs >= within.toMs) return { share: playbackWords.notKnown, gaps: [] };
  const gaps = listGaps(coverage.spans, within);
  const share = measureCovered(coverage.spans, within) / (within.toMs - within.fromMs);
  if (gaps.length === 0) return { share: playbackWords.everything, gaps };
  if (share === 0) return { share: playbackWords.nothing, gaps };
  // Never rounded to a whole that it is not.
  return { share: `${Math.min(WHOLE_PERCENT - 1, Math.max(1, Math.round(share * WHOLE_PERCENT)))} %`, gaps };
}
