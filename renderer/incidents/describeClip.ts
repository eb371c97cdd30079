import type { Clip, ClipGap } from "../../contract/clips.ts";
import type { ReasonCode } from "../../contract/reasons.ts";
import type { Span } from "../../contract/recorded.ts";
import {
  clipGapWords,
  clipMakingWords,
  clipStateWords,
  clipWhySentences,
  clipWords as words,
} from "../ui/clipWords.ts";
import { reasonSentences } from "../ui/codeWords.ts";
import { formatClock } from "../ui/format.ts";

/** Gaps told one by one; the rest are counted. */
const MAX_GAPS_TOLD = 3;
/** Shorter ones read as from a second to the same. */
const TOLD_MS = 1_000;
/** A clip that begins less early than this is not said to. */
const EARLY_MS = 1_000;
const BYTES_PER_MB = 1_000_000;

/** How a clip stands, in a few words. */
export function describeState(clip: Clip): string {
  if (clip.state === "queued") return words.waiting;
  if (clip.state === "working") return words.working(Math.floor(clip.progress * 100));
  if (clip.state !== "ready") return clipStateWords[clip.state];
  if (clip.isOutdated || clip.reasons.length > 0) return words.notAvailable;
  return [clipStateWords.ready, ...(clip.bytes === undefined ? [] : [words.size(formatMegabytes(clip.bytes))])].join(
    ", ",
  );
}

/** What there is to say of a clip besides, one sentence each: why there is none, how it was made, what it lacks. */
export function describeClipFacts(clip: Clip): string[] {
  const facts: string[] = [];
  if (clip.why !== undefined)
    facts.push(clip.why === "refused" ? describeReasons(clip.reasons) : clipWhySentences[clip.why]);
  if (clip.isOutdated) facts.push(words.outdated);
  else if (clip.state === "ready" && clip.reasons.length > 0) facts.push(describeReasons(clip.reasons));
  if (clip.state === "ready" && clip.making !== undefined) facts.push(clipMakingWords[clip.making]);
  const earlyMs = clip.fromMs - (clip.covered[0]?.fromMs ?? clip.fromMs);
  if (earlyMs >= EARLY_MS) facts.push(words.early(Math.round(earlyMs / 1_000)));
  return [...facts, ...describeGaps(clip.missing)];
}

/** The longest gaps, in the order of their times. */
export function describeGaps(all: readonly ClipGap[]): string[] {
  const length = ({ fromMs, toMs }: Span) => toMs - fromMs;
  const missing = all.filter((gap) => length(gap) >= TOLD_MS);
  const longest = new Set([...missing].sort((a, b) => length(b) - length(a)).slice(0, MAX_GAPS_TOLD));
  const told = missing
    .filter((gap) => longest.has(gap))
    .map((gap) => words.missing(clipGapWords[gap.why], describeSpan(gap)));
  const rest = missing.length - told.length;
  return rest > 0 ? [...told, words.more(rest)] : told;
}

export function describeSpan({ fromMs, toMs }: Span): string {
  return words.span(formatClock(fromMs, "withSeconds"), formatClock(toMs, "withSeconds"));
}

/** Why, as far as an operator may know. */
export function describeReasons(reasons: readonly ReasonCode[]): string {
  if (reasons.includes("RES_ACTION_UNSUPPORTED")) return words.noClips;
  return reasons.flatMap((reason) => reasonSentences[reason] ?? [])[0] ?? clipWhySentences.refused;
}

/** Stretches of a span as shares of it, 0 to 1, for a bar. */
export function listShares(whole: Span, parts: readonly Span[]): { readonly from: number; readonly width: number }[] {
  const lengthMs = whole.toMs - whole.fromMs;
  return parts.flatMap(({ fromMs, toMs }) => {
    const from = Math.max(0, (fromMs - whole.fromMs) / lengthMs);
    const to = Math.min(1, (toMs - whole.fromMs) / lengthMs);
    return to > from ? [{ from, width: to - from }] : [];
  });
}

/** How much of a span is covered, whole per cent; all but a moment is 100. */
export function measureCovered(whole: Span, covered: readonly Span[]): number {
  return Math.round(listShares(whole, covered).reduce((sum, { width }) => sum + width, 0) * 100);
}

function formatMegabytes(bytes: number): string {
  const megabytes = bytes / BYTES_PER_MB;
  return megabytes < 10 ? megabytes.toFixed(1) : String(Math.round(megabytes));
}
