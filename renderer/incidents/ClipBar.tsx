import type { Span } from "../../contract/recorded.ts";
import { clipWords as words } from "../ui/clipWords.ts";
import { listShares, measureCovered } from "./describeClip.ts";

interface ClipBarProps {
  readonly whole: Span;
  readonly covered: readonly Span[];
  /** 0 to 1 while it is being made; null for one that is or is not there. */
  readonly progress: number | null;
}

/** A span as a strip: what there is of it is filled, the rest hatched; while it is made, how far that has come. */
export function ClipBar({ whole, covered, progress }: ClipBarProps) {
  const shares = progress === null ? listShares(whole, covered) : [{ from: 0, width: progress }];
  const said =
    progress === null
      ? words.covered(String(measureCovered(whole, covered)))
      : words.working(Math.floor(progress * 100));
  return (
    <div className={`clipBar${progress === null ? "" : " isGrowing"}`} role="img" aria-label={words.bar(said)}>
      {shares.map(({ from, width }) => (
        <i key={from} style={{ left: `${from * 100}%`, width: `${width * 100}%` }} />
      ))}
    </div>
  );
}
