import type { Span } from "../../../contract/recorded.ts";
import type { TileState } from "../../../contract/tileStates.ts";
import type { RenditionOffer, ViewingStatus } from "../../../contract/viewingCalls.ts";
import type { ClockChange, PlaybackClock } from "../../playback/playbackClock.ts";
import { believe } from "../believe.ts";
import { chooseRendition } from "../chooseRendition.ts";
import { type BlankProof, CoverProof } from "../coverProof.ts";
import { decideRecordedState, type RecordedFacts } from "../decideRecordedState.ts";
import type { MediaClock } from "../mediaClock.ts";
import type { Permitted, PictureWish } from "../pictureSequence.ts";
import type { MediaDoor } from "../pictureStart.ts";
import { planReconnect } from "../planReconnect.ts";
import type { PlayerFault } from "../player.ts";
import type { RecordedGap, RecordedReport } from "../recordedReport.ts";
import type { Glass } from "../stage.ts";
import type { FetchPart } from "./fetchPart.ts";
import { GapFinder } from "./gapFinder.ts";
import type { RecordedPicture } from "./recordedPicture.ts";
import { type RecordedStart, startRecorded } from "./recordedStart.ts";
import { troubleWords } from "./troubleWords.ts";

/** How often a tile looks at itself and at the clock. */
export const RECORDED_WATCH_MS = 100;
/** The others wait for a tile so long, and it then says that it is late (design, video §7). */
const LATE_AFTER_MS = 3_000;
/** A rendition is thought about at most once in this time. */
const DECIDE_EVERY_MS = 1_000;

export interface RecordedTilePorts {
  readonly clock: MediaClock;
  readonly played: PlaybackClock;
  readonly stage: Glass;
  readonly media: MediaDoor;
  readonly fetchPart: FetchPart;
  /** A random number from 0 to below 1. */
  readonly chance: () => number;
  readonly isPlayable: (codec: string) => boolean;
  readonly hubNowMs: () => number | null;
  /** Since when the desk has passed on no heartbeat, hub time; null while it does. */
  readonly silentSinceMs: () => number | null;
  readonly onReport: (report: RecordedReport) => void;
  readonly onBlanked: (proof: BlankProof) => void;
}

/** The past of one camera in one tile: follows the clock while the consent check permits, covers when it does not. */
export class RecordedTile {
  readonly #ports: RecordedTilePorts;
  readonly #proof: CoverProof;
  readonly #gaps: GapFinder;
  readonly #closers: (() => void)[];
  #viewing: ViewingStatus | null = null;
  #wish: PictureWish = { size: null, isSelected: false, isFull: false };
  #isWindowShown = true;
  #front: RecordedStart | null = null;
  #next: RecordedStart | null = null;
  #decideAtMs = 0;
  #attempt = 0;
  #retryAtMs: number | null = null;
  #forbidden: string | null = null;
  #owedSinceMs: number | null = null;
  #isHolding = false;
  #state: TileState = "connecting";
  #isBlank = true;
  #blankedAfterMs: number | null = null;
  readonly #follower: Parameters<PlaybackClock["follow"]>[0];

  constructor(ports: RecordedTilePorts) {
    this.#ports = ports;
    this.#proof = new CoverProof(ports);
    this.#gaps = new GapFinder(ports);
    this.#follower = {
      isLeading: () => this.#wish.isSelected,
      frameBeside: (atMs, frames) => this.#front?.picture()?.frameBeside(atMs, frames) ?? null,
    };
    this.#closers = [ports.played.follow(this.#follower), ports.played.subscribe((change) => this.#hearClock(change))];
  }

  /** News of the consent check, heard at `heardAtMs`. Whatever is not a permit covers the tile before it returns. */
  setViewing(viewing: ViewingStatus | null, heardAtMs: number): void {
    const before = this.#viewing;
    this.#viewing = viewing;
    this.#blankedAfterMs = null;
    if (viewing?.state !== "permitted" && this.#front !== null) {
      this.#blankedAfterMs = this.#proof.cover(viewing, heardAtMs);
    }
    const isSame = before?.state === "permitted" && viewing?.state === "permitted" && isSamePermit(before, viewing);
    if (!isSame) this.#stop();
    this.#connect();
    this.#apply();
  }

  setWish(wish: PictureWish): void {
    this.#wish = wish;
    this.#connect();
  }

  /** A window nobody sees plays nothing, and nobody waits for it. */
  setWindowShown(isShown: boolean): void {
    this.#isWindowShown = isShown;
    if (!isShown) this.#stop();
    this.#connect();
    this.#apply();
  }

  /** The operator tries again what could not be shown; or the network or the hub is back. */
  tryAgain(): void {
    this.#retryAtMs = null;
    this.#forbidden = null;
    this.#front?.picture()?.tryAgain();
    this.#connect();
    this.#apply();
  }

  /** Address of the index, while one may be asked. */
  url(): string | null {
    return this.#front?.url() ?? null;
  }

  /** To be called every {@link RECORDED_WATCH_MS}. */
  watch(): void {
    const nowMs = this.#ports.clock.nowMs();
    if (this.#retryAtMs !== null && nowMs >= this.#retryAtMs) this.#retryAtMs = null;
    this.#connect();
    this.#ports.played.settle();
    this.#front?.picture()?.act();
    this.#next?.picture()?.act();
    this.#apply();
  }

  close(): void {
    this.#ports.stage.setCovered(true);
    for (const close of this.#closers) close();
    this.#stop();
    this.#proof.close();
    this.#ports.stage.close();
  }

  #hearClock(change: ClockChange): void {
    // What is not recorded, or not known to be, is covered before anything else happens.
    if (change.kind === "seek") this.#apply();
    this.#front?.picture()?.hear(change);
    this.#next?.picture()?.hear(change);
    this.#apply();
  }

  get #permit(): Permitted | null {
    const believed = believe(this.#viewing, this.#ports.silentSinceMs(), this.#ports.hubNowMs());
    return believed?.state === "permitted" ? believed : null;
  }

  /** What may be looked at now. */
  #bounds(): Span {
    const range = this.#viewing?.state === "permitted" ? this.#viewing.range : undefined;
    const nowMs = this.#ports.hubNowMs() ?? 0;
    if (range === undefined) return { fromMs: 0, toMs: 0 };
    return { fromMs: range.fromMs, toMs: Math.min(range.toMs ?? nowMs, nowMs) };
  }

  /** Starts the right rendition: in front where there is none, else behind what is shown. */
  #connect(): void {
    const permit = this.#permit;
    const { size } = this.#wish;
    if (permit === null || size === null || !this.#isWindowShown || this.#retryAtMs !== null) return;
    if (this.#forbidden !== null || this.#next !== null) return;
    const nowMs = this.#ports.clock.nowMs();
    if (this.#front !== null && nowMs < this.#decideAtMs) return;
    this.#decideAtMs = nowMs + DECIDE_EVERY_MS;
    const offer = this.#choose(permit, size);
    if (offer === null) this.#forbidden = troubleWords.noRendition;
    else if (this.#front === null) this.#front = this.#start(permit, offer, 0);
    else if (offer.rendition !== this.#front.offer.rendition) {
      this.#next = this.#start(permit, offer, this.#front.slot === 0 ? 1 : 0);
    }
  }

  #choose(permit: Permitted, size: NonNullable<PictureWish["size"]>): RenditionOffer | null {
    const offers = permit.offers.filter(
      ({ protocol, codec }) => protocol === "recorded" && this.#ports.isPlayable(codec),
    );
    return chooseRendition(offers, {
      ...size,
      maxHeightPx: permit.obligations.maxHeightPx,
      wantsLargest: this.#wish.isFull,
      current: this.#front?.offer.rendition ?? null,
    });
  }

  #start(permit: Permitted, offer: RenditionOffer, slot: 0 | 1): RecordedStart {
    return startRecorded({
      ...this.#ports,
      slot,
      offer,
      video: this.#ports.stage.video(slot),
      maxHeightPx: permit.obligations.maxHeightPx,
      bounds: () => this.#bounds(),
      onChange: () => this.#apply(),
      onFault: (start, fault) => this.#hearFault(start, fault),
    });
  }

  #hearFault(start: RecordedStart, fault: PlayerFault): void {
    start.close();
    if (start === this.#next) {
      this.#next = null;
      return;
    }
    this.#ports.stage.setCovered(true);
    this.#stop();
    if (fault.kind === "tooLarge") this.#forbidden = troubleWords.aboveTerms;
    else {
      this.#attempt += 1;
      const waitMs = planReconnect(this.#attempt, fault.kind === "refused", this.#ports.chance());
      this.#retryAtMs = this.#ports.clock.nowMs() + waitMs;
    }
    this.#apply();
  }

  #stop(): void {
    this.#next?.close();
    this.#front?.close();
    this.#next = null;
    this.#front = null;
    this.#forbidden = null;
    this.#gaps.forget();
    this.#isHolding = false;
    this.#ports.played.release(this.#follower);
  }

  /** The one behind takes the place of the one shown as soon as it has the right frame. */
  #takeNext(): void {
    if (this.#next?.picture()?.facts().isRight !== true) return;
    this.#front?.close();
    this.#front = this.#next;
    this.#next = null;
  }

  /** Brings cover, hold and report in line with what is known now. */
  #apply(): void {
    this.#takeNext();
    const nowMs = this.#ports.clock.nowMs();
    const atMs = this.#ports.played.atMs();
    const facts = this.#readFacts(atMs, nowMs);
    const believed = believe(this.#viewing, this.#ports.silentSinceMs(), this.#ports.hubNowMs());
    const { state, isBlank } = decideRecordedState(believed, facts);
    this.#state = state;
    this.#isBlank = isBlank;
    if (!isBlank && this.#front !== null) this.#ports.stage.show(this.#front.slot);
    this.#ports.stage.setCovered(isBlank);
    this.#holdClock(facts);
    this.#report(facts, state === "no-data" ? this.#gaps.find(atMs, this.url(), this.#bounds()) : null);
  }

  #readFacts(atMs: number, nowMs: number): RecordedFacts {
    const picture = this.#front?.picture() ?? null;
    const known = picture?.facts();
    const recording = this.#judgeRecording(atMs, picture);
    const isRight = known?.isRight === true;
    const isOwed = this.#permit !== null && this.#isWindowShown && !isRight;
    const canCome = recording === "some" || recording === "unknown";
    this.#owedSinceMs = isOwed && canCome ? (this.#owedSinceMs ?? nowMs) : null;
    if (isRight) this.#attempt = 0;
    const owedMs = this.#owedSinceMs === null ? 0 : nowMs - this.#owedSinceMs;
    const isShowing = known?.shownAtMs != null && (isRight || !this.#isBlank);
    return { recording, isShowing, owedMs, reason: this.#explain(recording, owedMs, known?.recording.reason ?? null) };
  }

  #judgeRecording(atMs: number, picture: RecordedPicture | null): RecordedFacts["recording"] {
    if (this.#forbidden !== null) return "unplayable";
    const { fromMs, toMs } = this.#bounds();
    if (this.#permit !== null && (atMs < fromMs || atMs > toMs)) return "forbidden";
    return picture?.facts().recording.kind ?? "unknown";
  }

  #explain(recording: RecordedFacts["recording"], owedMs: number, reason: string | null): string | null {
    if (this.#forbidden !== null) return this.#forbidden;
    if (recording === "forbidden") return troubleWords.beyondTerms;
    return reason ?? (owedMs > LATE_AFTER_MS ? troubleWords.notArriving : null);
  }

  /** All wait for this tile, but not for ever. */
  #holdClock({ owedMs }: RecordedFacts): void {
    const { played } = this.#ports;
    const isWaitedFor = played.isPlaying && this.#needsHold(owedMs);
    if (isWaitedFor === this.#isHolding) return;
    this.#isHolding = isWaitedFor;
    if (isWaitedFor) played.hold(this.#follower);
    else played.release(this.#follower);
  }

  #needsHold(owedMs: number): boolean {
    if (this.#owedSinceMs === null || owedMs > LATE_AFTER_MS) return false;
    // While it moves, only a picture that is not there is waited for: one a little beside the clock catches up.
    return this.#isHolding || this.#front?.picture()?.isReady() !== true;
  }

  #report(facts: RecordedFacts, gap: RecordedGap | null): void {
    const known = this.#front?.picture()?.facts();
    this.#ports.onReport({
      state: this.#state,
      isBlank: this.#isBlank,
      shownAtMs: this.#isBlank ? null : (known?.shownAtMs ?? null),
      skewMs: this.#isBlank ? null : (known?.skewMs ?? null),
      gap,
      owedMs: facts.owedMs,
      isLate: facts.owedMs > LATE_AFTER_MS,
      frameMs: known?.frameMs ?? null,
      frames: known === undefined || known.lane === "whole" ? "all" : "key",
      rendition: this.#isBlank ? null : (this.#front?.offer ?? null),
      basis: known?.basis ?? null,
      framesPresented: known?.framesPresented ?? 0,
      framesLost: known?.framesLost ?? 0,
      blankedAfterMs: this.#blankedAfterMs,
      reason: facts.reason,
    });
  }
}

/** Whether a permit is for the same viewing, with pictures no smaller than before. */
function isSamePermit(before: Permitted, now: Permitted): boolean {
  return before.viewingId === now.viewingId && before.obligations.maxHeightPx <= now.obligations.maxHeightPx;
}
