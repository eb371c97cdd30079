import { RecordedCoverage, type Span } from "../../../contract/recorded.ts";
import type { RecordedGap } from "../recordedReport.ts";
import { readJson } from "./askIndex.ts";
import { type FetchPart, PartFault } from "./fetchPart.ts";

/** How far round a moment a gap is measured; beyond it its end stays open. */
const REACH_MS = 24 * 3_600_000;

/** Where a span without recording begins and ends, for the words of a tile. */
export class GapFinder {
  readonly #fetchPart: FetchPart;
  #known: { readonly span: Span; readonly spans: readonly Span[] } | null = null;
  #asking: AbortController | null = null;
  #askedForMs: number | null = null;

  constructor({ fetchPart }: { readonly fetchPart: FetchPart }) {
    this.#fetchPart = fetchPart;
  }

  /** The gap round a moment at which nothing was recorded, as far as it is known; asks for what is not. */
  find(atMs: number, url: string | null, bounds: Span): RecordedGap {
    const known = this.#known;
    if (known === null || atMs < known.span.fromMs || atMs >= known.span.toMs) {
      this.#ask(atMs, url, bounds);
      return { fromMs: null, toMs: null };
    }
    return {
      fromMs: known.spans.findLast(({ toMs }) => toMs <= atMs)?.toMs ?? null,
      toMs: known.spans.find(({ fromMs }) => fromMs > atMs)?.fromMs ?? null,
    };
  }

  forget(): void {
    this.#asking?.abort();
    this.#asking = null;
    this.#askedForMs = null;
    this.#known = null;
  }

  #ask(atMs: number, url: string | null, bounds: Span): void {
    const isAsked = this.#askedForMs !== null && Math.abs(this.#askedForMs - atMs) < REACH_MS / 2;
    if (url === null || this.#asking !== null || isAsked) return;
    const span = {
      fromMs: Math.ceil(Math.max(bounds.fromMs, atMs - REACH_MS)),
      toMs: Math.floor(Math.min(bounds.toMs, atMs + REACH_MS)),
    };
    if (span.fromMs >= span.toMs) return;
    const abort = new AbortController();
    this.#asking = abort;
    this.#askedForMs = atMs;
    readCoverage({ ...span, stepMs: 0, url, fetchPart: this.#fetchPart, signal: abort.signal }).then(
      ({ spans }) => {
        if (this.#asking !== abort) return;
        this.#asking = null;
        this.#known = { span, spans };
      },
      (fault: unknown) => {
        if (this.#asking === abort) this.#asking = null;
        // The words then go without the span.
        if (!abort.signal.aborted && !(fault instanceof PartFault)) throw fault;
      },
    );
  }
}

interface CoverageQuestion extends Span {
  /** Gaps shorter than this do not matter. */
  readonly stepMs: number;
  /** Address of a rendition's index, beside which the desk puts the coverage of the camera. */
  readonly url: string;
  readonly fetchPart: FetchPart;
  readonly signal: AbortSignal;
}

/** When anything was recorded of a camera. Rejects with a PartFault. */
export async function readCoverage(question: CoverageQuestion): Promise<RecordedCoverage> {
  const { fromMs, toMs, stepMs, url, fetchPart, signal } = question;
  const place = new URL(`coverage.json?fromMs=${fromMs}&toMs=${toMs}&stepMs=${stepMs}`, url);
  return readJson(await fetchPart(place.href, signal), RecordedCoverage);
}
