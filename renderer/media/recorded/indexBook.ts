import type { ClockBasis, RecordedIndex, RecordedInit, RecordedSegment, Span } from "../../../contract/recorded.ts";

/** Segments are cut where key frames fall: less than this between two is a seam and no gap. Our choice. */
const SEAM_MS = 200;
/** A recorder tells of a segment when it is whole: that none is known of the last moments says nothing. Our choice. */
const EDGE_MS = 15_000;
/** Most segments remembered, about an hour; beyond it the book begins anew. */
const MAX_REMEMBERED = 4_000;

/** What is known of one rendition's recording: what was asked, and which segments there are. Times are hub time. */
export class IndexBook {
  #asked: Span[] = [];
  #segments: RecordedSegment[] = [];
  readonly #inits = new Map<number, RecordedInit>();
  #basis: ClockBasis | null = null;

  get basis(): ClockBasis | null {
    return this.#basis;
  }

  /** Takes the answer to a question about `asked`. `hubNowMs`: when it was put; null where unknown. */
  note(index: RecordedIndex, asked: Span, hubNowMs: number | null): void {
    if (this.#segments.length > MAX_REMEMBERED) this.forget();
    this.#basis = index.basis;
    for (const init of index.inits) this.#inits.set(init.init, init);
    const bySeq = new Map([...this.#segments, ...index.segments].map((segment) => [segment.seq, segment]));
    this.#segments = [...bySeq.values()].sort((a, b) => a.atMs - b.atMs);
    const last = index.segments.at(-1);
    const lastMs = last === undefined ? asked.fromMs : endOf(last);
    // A window's idea of hub time has fractions; what is asked next begins here, and the hub takes none.
    const settledMs = hubNowMs === null ? lastMs : Math.max(lastMs, Math.floor(hubNowMs - EDGE_MS));
    const toMs = Math.min(asked.toMs, index.truncatedAtMs ?? Number.POSITIVE_INFINITY, settledMs);
    if (toMs > asked.fromMs) this.#asked = mergeSpans([...this.#asked, { fromMs: asked.fromMs, toMs }]);
  }

  forget(): void {
    this.#asked = [];
    this.#segments = [];
  }

  initOf(segment: RecordedSegment): RecordedInit | null {
    return this.#inits.get(segment.init) ?? null;
  }

  isKnown(atMs: number): boolean {
    return this.#asked.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  }

  /** The part of a span nobody has asked about yet, from its beginning on; null where all of it is known. */
  findUnknown(span: Span): Span | null {
    const covering = this.#asked.find(({ fromMs, toMs }) => fromMs <= span.fromMs && span.fromMs < toMs);
    const fromMs = covering?.toMs ?? span.fromMs;
    return fromMs < span.toMs ? { fromMs, toMs: span.toMs } : null;
  }

  /** The segment whose frames stand at a moment; null where there is none, or none is known. */
  segmentAt(atMs: number): RecordedSegment | null {
    const place = this.#segments.findLastIndex((segment) => segment.atMs <= atMs);
    const segment = this.#segments[place];
    if (segment === undefined) return null;
    if (atMs < endOf(segment)) return segment;
    const next = this.#segments[place + 1];
    return next !== undefined && next.atMs - endOf(segment) < SEAM_MS ? segment : null;
  }

  /** Those with frames in a span, oldest first. */
  segmentsIn({ fromMs, toMs }: Span): readonly RecordedSegment[] {
    return this.#segments.filter((segment) => endOf(segment) > fromMs && segment.atMs < toMs);
  }
}

export function endOf({ atMs, durationMs }: Pick<RecordedSegment, "atMs" | "durationMs">): number {
  return atMs + durationMs;
}

/** Spans in order, those that touch made one. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.fromMs - b.fromMs)) {
    const before = merged.at(-1);
    if (before === undefined || before.toMs < span.fromMs) merged.push(span);
    else merged[merged.length - 1] = { fromMs: before.fromMs, toMs: Math.max(before.toMs, span.toMs) };
  }
  return merged;
}
