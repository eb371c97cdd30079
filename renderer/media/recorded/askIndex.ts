import { RecordedIndex, type Span } from "../../../contract/recorded.ts";
import type { MediaClock } from "../mediaClock.ts";
import { type FetchPart, PartFault } from "./fetchPart.ts";
import type { IndexBook } from "./indexBook.ts";
import { type Course, planIndexSpan } from "./planBuffer.ts";

/** Nearly the same question is not put again sooner: at the edge of now nothing new comes faster. */
const SAME_AGAIN_MS = 1_000;
const SAME_WITHIN_MS = 5_000;
/** So much of what should be known may be missing before it is asked for. */
const SPARE_SHARE = 0.5;

interface AskPorts {
  readonly url: string;
  readonly book: IndexBook;
  readonly clock: MediaClock;
  readonly fetchPart: FetchPart;
  readonly bounds: () => Span;
  readonly hubNowMs: () => number | null;
  readonly onChange: () => void;
  readonly onPartFault: (fault: PartFault) => void;
}

/** Keeps the book filled round the clock: one question at a time, called off where the clock has jumped away from it. */
export class AskIndex {
  readonly #ports: AskPorts;
  #asking: { readonly span: Span; readonly abort: AbortController } | null = null;
  #last: { readonly fromMs: number; readonly atMs: number } | null = null;

  constructor(ports: AskPorts) {
    this.#ports = ports;
  }

  follow(course: Course): void {
    const wanted = this.#clip(planIndexSpan(course));
    if (wanted === null || !this.#isDue(course, wanted)) return;
    const unknown = this.#ports.book.findUnknown(wanted);
    if (unknown === null) return;
    if (this.#asking !== null) {
      const { span } = this.#asking;
      if (span.fromMs <= course.atMs && course.atMs <= span.toMs) return;
      this.#asking.abort.abort();
    }
    const nowMs = this.#ports.clock.nowMs();
    const last = this.#last;
    const isSame = last !== null && Math.abs(unknown.fromMs - last.fromMs) < SAME_WITHIN_MS;
    if (isSame && nowMs - last.atMs < SAME_AGAIN_MS) return;
    this.#last = { fromMs: unknown.fromMs, atMs: nowMs };
    this.#ask(unknown);
  }

  close(): void {
    this.#asking?.abort.abort();
  }

  /** Whether the clock is near what is not known, in the direction it goes. */
  #isDue({ atMs, lane }: Course, wanted: Span): boolean {
    const { book } = this.#ports;
    const reachMs = (lane === "back" ? atMs - wanted.fromMs : wanted.toMs - atMs) * SPARE_SHARE;
    const spare = Math.max(wanted.fromMs, Math.min(wanted.toMs - 1, lane === "back" ? atMs - reachMs : atMs + reachMs));
    return !book.isKnown(atMs) || !book.isKnown(spare);
  }

  #clip(span: Span): Span | null {
    const bounds = this.#ports.bounds();
    const fromMs = Math.max(span.fromMs, Math.ceil(bounds.fromMs));
    const toMs = Math.min(span.toMs, Math.floor(bounds.toMs));
    return fromMs < toMs ? { fromMs, toMs } : null;
  }

  #ask(span: Span): void {
    const abort = new AbortController();
    const asking = { span, abort };
    this.#asking = asking;
    const hubNowMs = this.#ports.hubNowMs();
    const end = () => {
      if (this.#asking === asking) this.#asking = null;
      this.#ports.onChange();
    };
    readIndex({ ...this.#ports, span, signal: abort.signal }).then(
      (index) => {
        this.#ports.book.note(index, span, hubNowMs);
        end();
      },
      (fault: unknown) => {
        if (this.#asking === asking) this.#asking = null;
        if (abort.signal.aborted) return;
        if (!(fault instanceof PartFault)) throw fault;
        this.#ports.onPartFault(fault);
        end();
      },
    );
  }
}

interface IndexQuestion {
  readonly url: string;
  readonly span: Span;
  readonly fetchPart: FetchPart;
  readonly signal: AbortSignal;
}

/** What was recorded in a span. Rejects with a PartFault. */
export async function readIndex({ url, span, fetchPart, signal }: IndexQuestion): Promise<RecordedIndex> {
  const bytes = await fetchPart(`${url}?fromMs=${span.fromMs}&toMs=${span.toMs}`, signal);
  return readJson(bytes, RecordedIndex);
}

/** What JSON says, if it is of that shape; else a fault like that of a part that did not come. */
export function readJson<T>(
  bytes: ArrayBuffer,
  shape: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
): T {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new PartFault("network", "the answer was no JSON");
  }
  const read = shape.safeParse(value);
  if (!read.success) throw new PartFault("network", "the answer had another shape");
  return read.data;
}
