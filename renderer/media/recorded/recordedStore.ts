import type { RecordedSegment, Span } from "../../../contract/recorded.ts";
import type { MediaClock } from "../mediaClock.ts";
import type { PlayerFault } from "../player.ts";
import { AskIndex } from "./askIndex.ts";
import { Feeder } from "./feeder.ts";
import { type FetchPart, PartFault } from "./fetchPart.ts";
import { endOf, IndexBook } from "./indexBook.ts";
import type { Lane, LaneMap } from "./lanes.ts";
import { type LoadedInit, PartLoader } from "./partLoader.ts";
import { type Course, isSpent, orderSegments, planSpan } from "./planBuffer.ts";
import type { FrameTime } from "./segmentBox.ts";
import { troubleWords } from "./troubleWords.ts";

/** Parts on their way at once, for one picture: the next comes while one is appended. */
const MAX_LOADS = 2;
/** After the network failed, and after the browser was full. */
const AGAIN_MS = 700;

/** A segment that has been appended. */
export interface Loaded {
  readonly lane: Lane;
  readonly segment: RecordedSegment;
  readonly frames: readonly FrameTime[];
}

/** What there is of a moment. `reason`: why it cannot be shown, in words. */
export interface Recording {
  readonly kind: "unknown" | "none" | "some" | "unplayable";
  readonly reason: string | null;
}

export interface StorePorts {
  readonly video: HTMLVideoElement;
  readonly clock: MediaClock;
  readonly map: LaneMap;
  /** Address of the rendition's index; the parts lie beside it. */
  readonly url: string;
  readonly fetchPart: FetchPart;
  /** What may be looked at now. */
  readonly bounds: () => Span;
  readonly hubNowMs: () => number | null;
  /** Something came or is known that was not. */
  readonly onChange: () => void;
  /** All that was appended is gone: the element had to be fed anew. */
  readonly onEmptied: () => void;
  /** The permission or the recording as a whole cannot be had. */
  readonly onFault: (fault: PlayerFault) => void;
}

/** Keeps the segments round the clock in one video element, and knows what was recorded there. */
export class RecordedStore {
  readonly book = new IndexBook();
  readonly #ports: StorePorts;
  readonly #index: AskIndex;
  readonly #parts: PartLoader;
  readonly #loaded = new Map<string, Loaded>();
  readonly #loading = new Map<string, AbortController>();
  readonly #bad = new Map<number, string>();
  #feeder: Feeder;
  #restUntilMs = 0;
  #course: Course | null = null;
  #isClosed = false;

  constructor(ports: StorePorts) {
    this.#ports = ports;
    this.#index = new AskIndex({ ...ports, book: this.book, onPartFault: (fault) => this.#hearFault(fault) });
    this.#parts = new PartLoader(ports.url, ports.fetchPart);
    this.#feeder = this.#createFeeder();
  }

  /** To be called at every change of the clock and several times a second. */
  follow(course: Course): void {
    if (this.#isClosed) return;
    this.#course = course;
    this.#index.follow(course);
    this.#drop(({ lane, segment }) => isSpent(lane, segment, course));
    const wanted = this.#listWanted(course);
    const names = new Set(wanted.map((segment) => nameOf(course.lane, segment)));
    for (const [name, abort] of this.#loading) if (!names.has(name)) abort.abort();
    if (this.#ports.clock.nowMs() < this.#restUntilMs) return;
    // Before there is anything to show, the rest would only be in the way of the first, here and in other tiles.
    const most = this.loadedAt(course.lane, course.atMs) === null ? 1 : MAX_LOADS;
    for (const segment of wanted) {
      if (this.#loading.size >= most) return;
      this.#load(course.lane, segment);
    }
  }

  recordingAt(atMs: number): Recording {
    const segment = this.book.segmentAt(atMs);
    if (segment === null) return { kind: this.book.isKnown(atMs) ? "none" : "unknown", reason: null };
    const reason = this.#bad.get(segment.seq) ?? null;
    return { kind: reason === null ? "some" : "unplayable", reason };
  }

  /** What was appended of the segment at a moment; null while it is on its way. */
  loadedAt(lane: Lane, atMs: number): Loaded | null {
    const segment = this.book.segmentAt(atMs);
    return segment === null ? null : (this.#loaded.get(nameOf(lane, segment)) ?? null);
  }

  /** The frames round a moment as far as they were appended: of its segment and those that touch it. */
  framesNear(atMs: number): readonly FrameTime[] {
    const here = this.loadedAt("whole", atMs);
    if (here === null) return [];
    const beside = [here.segment.atMs - 1, atMs, endOf(here.segment) + 1].map((at) => this.loadedAt("whole", at));
    return [...new Set(beside)].flatMap((loaded) => loaded?.frames ?? []);
  }

  /** What was damaged is tried again. */
  forgive(): void {
    this.#bad.clear();
    this.#restUntilMs = 0;
  }

  close(): void {
    this.#isClosed = true;
    this.#index.close();
    for (const abort of this.#loading.values()) abort.abort();
    this.#parts.close();
    this.#feeder.close();
    this.#loaded.clear();
  }

  #createFeeder(): Feeder {
    return new Feeder(this.#ports.video, () => this.#hearBroken());
  }

  #listWanted(course: Course): RecordedSegment[] {
    const isMissing = (segment: RecordedSegment) =>
      !this.#loaded.has(nameOf(course.lane, segment)) && !this.#bad.has(segment.seq);
    return orderSegments(this.book.segmentsIn(planSpan(course)).filter(isMissing), course);
  }

  #load(lane: Lane, segment: RecordedSegment): void {
    const name = nameOf(lane, segment);
    if (this.#loading.has(name)) return;
    const abort = new AbortController();
    this.#loading.set(name, abort);
    const end = () => {
      this.#loading.delete(name);
      if (!this.#isClosed) this.#ports.onChange();
    };
    this.#fetchAndAppend(lane, segment, abort.signal).then(end, (fault: unknown) => {
      const isWanted = !abort.signal.aborted && !this.#isClosed;
      this.#loading.delete(name);
      if (isWanted && fault instanceof PartFault) this.#hearFault(fault, segment);
      else if (isWanted) throw fault;
      end();
    });
  }

  async #fetchAndAppend(lane: Lane, segment: RecordedSegment, signal: AbortSignal): Promise<void> {
    const facts = this.book.initOf(segment);
    if (facts === null) return this.#spoil(segment, troubleWords.damaged);
    if (!this.#parts.isPlayable(facts.codec)) {
      return this.#spoil(segment, troubleWords.codec(facts.codec));
    }
    const part = await this.#parts.load(lane, segment, facts, signal);
    if (part === null) return this.#spoil(segment, troubleWords.damaged);
    if (signal.aborted) return;
    await this.#append({ lane, segment, frames: part.frames }, part.init, part.bytes);
  }

  async #append(loaded: Loaded, init: LoadedInit, bytes: ArrayBuffer): Promise<void> {
    const { lane, segment, frames } = loaded;
    const feeder = this.#feeder;
    const start = { atMs: frames[0]?.atMs ?? segment.atMs, durationMs: segment.durationMs };
    const offsetS = this.#ports.map.offsetS(lane, start, init.baseMs);
    const outcome = await feeder.append({ init, offsetS, bytes });
    if (this.#isClosed || feeder !== this.#feeder) return;
    if (outcome === "done") this.#loaded.set(nameOf(lane, segment), loaded);
    else if (outcome === "full") this.#makeRoom(segment);
    else if (outcome === "broken") {
      this.#spoil(segment, troubleWords.undecodable);
      this.#feedAnew();
    }
  }

  /** The browser is full before the picture is: what is furthest from the clock goes, and fetching rests. */
  #makeRoom(refused: RecordedSegment): void {
    const course = this.#course;
    if (course === null) return;
    const furthest = orderSegments(
      [...this.#loaded.values()].map(({ segment }) => segment),
      course,
    ).at(-1);
    if (furthest === undefined) this.#spoil(refused, troubleWords.tooMuch);
    else this.#drop(({ segment }) => segment === furthest);
    this.#restUntilMs = this.#ports.clock.nowMs() + AGAIN_MS;
  }

  #drop(isGone: (loaded: Loaded) => boolean): void {
    for (const [name, loaded] of this.#loaded) {
      if (!isGone(loaded)) continue;
      this.#loaded.delete(name);
      const { fromS, toS } = this.#ports.map.spanS(loaded.lane, loaded.segment.atMs, endOf(loaded.segment));
      // A thousandth earlier at both ends: no rounding may leave a key frame or take the next one.
      void this.#feeder.remove(Math.max(0, fromS - 0.001), toS - 0.001);
    }
  }

  #spoil({ seq }: RecordedSegment, words: string): void {
    this.#bad.set(seq, words);
  }

  /** Something that was appended before turned out not to be decodable: what is played now is to blame. */
  #hearBroken(): void {
    const { atMs } = this.#ports.map.fromMediaS(this.#ports.video.currentTime);
    const segment = this.book.segmentAt(atMs);
    if (segment !== null) this.#spoil(segment, troubleWords.undecodable);
    this.#feedAnew();
    this.#ports.onChange();
  }

  #feedAnew(): void {
    this.#feeder.close();
    this.#loaded.clear();
    for (const abort of this.#loading.values()) abort.abort();
    this.#loading.clear();
    this.#feeder = this.#createFeeder();
    this.#ports.onEmptied();
  }

  #hearFault(fault: PartFault, segment?: RecordedSegment): void {
    if (fault.kind === "refused") this.#ports.onFault({ kind: "refused", detail: fault.message });
    else if (fault.kind === "network" || segment === undefined) {
      this.#restUntilMs = this.#ports.clock.nowMs() + AGAIN_MS;
    } else if (fault.kind === "missing") this.#spoil(segment, troubleWords.missing);
    else this.#spoil(segment, troubleWords.tooLarge);
  }
}

function nameOf(lane: Lane, { seq }: RecordedSegment): string {
  return `${lane} ${seq}`;
}
