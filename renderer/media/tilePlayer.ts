import type { CameraHealth } from "../../contract/cameras.ts";
import type { RenditionOffer, ViewingStatus } from "../../contract/deskApi.ts";
import type { TileState } from "../../contract/tileStates.ts";
import type { Protocol } from "../../contract/viewings.ts";
import { chooseProtocol } from "./chooseProtocol.ts";
import { chooseRendition } from "./chooseRendition.ts";
import type { Decoder, MachineCodecs } from "./codecSupport.ts";
import { decideTileState, type PlayerFacts } from "./decideTileState.ts";
import { createFrameTotals, type FrameTotals } from "./frameTotals.ts";
import { judgePicture } from "./judgePicture.ts";
import { measureFrameAge } from "./measureFrameAge.ts";
import { type PictureStart, type StartPorts, startPicture } from "./pictureStart.ts";
import { planReconnect, RECOVERED_AFTER_MS } from "./planReconnect.ts";
import type { PlayerFault } from "./player.ts";
import type { SwitchGate } from "./switchGate.ts";
import type { TileReport } from "./tileReport.ts";

/** How often a tile looks at itself: a hung player is found by this timer, not by its own events. */
export const WATCH_EVERY_MS = 250;
/** A rendition is thought about at most once in this time. */
const DECIDE_EVERY_MS = 1_000;
/** After a rendition could not be started behind the present one, the present one stays for this long. */
const SWITCH_HOLD_MS = 5_000;
/** After a cover, how long frames are looked for that must not come. */
const PROOF_MS = 250;
/** When the network comes back, reconnections are spread over this time. */
const SPREAD_MS = 500;

type Permitted = Extract<ViewingStatus, { state: "permitted" }>;

/** Proof of a cover: how long after the news, and how many frames were presented after it (must be none). */
export interface BlankProof {
  readonly blankedAfterMs: number;
  readonly framesAfter: number;
}

export interface TilePlayerPorts extends StartPorts {
  /** A random number from 0 to below 1. */
  readonly chance: () => number;
  readonly hubNowMs: () => number | null;
  readonly codecs: MachineCodecs;
  readonly switches: SwitchGate;
  readonly onReport: (report: TileReport) => void;
  readonly onBlanked: (proof: BlankProof) => void;
}

export interface TileSize {
  /** Device pixels. */
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Plays one camera in one tile: connects, watches, switches, reconnects, and covers. Call `close` at its end. */
export class TilePlayer {
  readonly #ports: TilePlayerPorts;
  readonly #totals: FrameTotals = createFrameTotals();
  readonly #tried = new Set<Protocol>();
  #viewing: ViewingStatus | null = null;
  #health: CameraHealth | null = null;
  #size: TileSize | null = null;
  #isSelected = false;
  #isFull = false;
  #isWindowShown = true;
  /** The picture on the glass, and the one being started behind it. */
  #front: PictureStart | null = null;
  #next: PictureStart | null = null;
  #isFrontBroken = false;
  #frontSinceMs = 0;
  #lastFrameAtMs: number | null = null;
  #attempt = 0;
  #retryAtMs: number | null = null;
  #decideAtMs = 0;
  #unplayable: string | null = null;
  #decoder: Decoder | null = null;
  #state: TileState = "connecting";
  #isBlank = true;
  #stateSinceMs: number;
  #reportedAtMs = Number.NEGATIVE_INFINITY;
  readonly #cancelProofs = new Set<() => void>();

  constructor(ports: TilePlayerPorts) {
    this.#ports = ports;
    this.#stateSinceMs = ports.clock.nowMs();
  }

  /** News of the consent check, heard at `heardAtMs`. Whatever is not a permit covers the tile before it returns. */
  setViewing(viewing: ViewingStatus | null, heardAtMs: number): void {
    const before = this.#viewing;
    this.#viewing = viewing;
    const isSame =
      viewing?.state === "permitted" && before?.state === "permitted" && viewing.viewingId === before.viewingId;
    if (!isSame || this.#isAboveTerms(viewing)) {
      if (this.#front !== null) this.#blank(heardAtMs);
      this.#stop();
    }
    this.#connect();
    this.#apply();
  }

  setHealth(health: CameraHealth | null): void {
    const wasOffline = this.#health?.state === "offline";
    this.#health = health;
    if (wasOffline && health?.state === "online") this.retryNow();
    this.#apply();
  }

  setSize(size: TileSize): void {
    this.#size = size;
    this.#connect();
  }

  setEmphasis(isSelected: boolean, isFull: boolean): void {
    this.#isSelected = isSelected;
    this.#isFull = isFull;
  }

  /** A window nobody sees plays nothing. */
  setWindowShown(isShown: boolean): void {
    this.#isWindowShown = isShown;
    if (!isShown) this.#stop();
    this.#connect();
    this.#apply();
  }

  /** The network or the hub is back: waiting any longer is pointless. */
  retryNow(): void {
    if (this.#retryAtMs !== null) this.#retryAtMs = this.#ports.clock.nowMs() + this.#ports.chance() * SPREAD_MS;
  }

  /** To be called every {@link WATCH_EVERY_MS}. */
  watch(): void {
    const nowMs = this.#ports.clock.nowMs();
    if (this.#retryAtMs !== null && nowMs >= this.#retryAtMs) {
      this.#retryAtMs = null;
      this.#connect();
    }
    this.#watchFront(nowMs);
    this.#switchRendition(nowMs);
    this.#apply();
    // A frame looked at since the last call has already reported, with the age it had at that moment.
    if (nowMs - this.#reportedAtMs >= WATCH_EVERY_MS * 0.9) this.#report();
  }

  close(): void {
    this.#ports.stage.setCovered(true);
    this.#stop();
    for (const cancel of this.#cancelProofs) cancel();
    this.#ports.stage.close();
  }

  #isAboveTerms(viewing: ViewingStatus | null): boolean {
    if (viewing?.state !== "permitted") return false;
    const playing = [this.#front, this.#next];
    return playing.some((start) => start !== null && start.plan.offer.heightPx > viewing.obligations.maxHeightPx);
  }

  /** The cover comes first and in the same task as the news; everything else may take its time. */
  #blank(heardAtMs: number): void {
    const { stage, clock, onBlanked } = this.#ports;
    stage.setCovered(true);
    const blankedAfterMs = Math.max(0, clock.nowMs() - heardAtMs);
    const endCount = stage.countFrames();
    const cancel = clock.after(PROOF_MS, () => {
      this.#cancelProofs.delete(cancel);
      onBlanked({ blankedAfterMs, framesAfter: endCount() });
    });
    this.#cancelProofs.add(cancel);
  }

  /** Ends all players and forgets that there were any. */
  #stop(): void {
    this.#ports.stage.setCovered(true);
    this.#next?.close();
    this.#next = null;
    this.#dropFront();
    this.#lastFrameAtMs = null;
    this.#attempt = 0;
    this.#retryAtMs = null;
    this.#unplayable = null;
    this.#tried.clear();
  }

  #dropFront(): void {
    const facts = this.#front?.picture()?.facts();
    if (facts !== undefined) this.#totals.endPicture({ presented: facts.framesPresented, lost: facts.framesLost });
    this.#front?.close();
    this.#front = null;
    this.#isFrontBroken = false;
  }

  #permit(): Permitted | null {
    return this.#viewing?.state === "permitted" && this.#isWindowShown ? this.#viewing : null;
  }

  /** Starts the right rendition over the first protocol left, behind whatever is on the glass. */
  #connect(): void {
    const permit = this.#permit();
    const isIdle = this.#next === null && (this.#front === null || this.#isFrontBroken);
    if (permit === null || this.#size === null || !isIdle || this.#retryAtMs !== null || this.#unplayable !== null)
      return;
    const protocol = chooseProtocol(permit.offers, this.#tried, this.#ports.codecs);
    const offer = protocol === null ? null : this.#chooseOffer(permit, protocol);
    if (offer === null) this.#unplayable = "This machine cannot decode what the camera may send.";
    else this.#start(permit, offer);
  }

  #chooseOffer(permit: Permitted, protocol: Protocol): RenditionOffer | null {
    const { codecs } = this.#ports;
    const offers = permit.offers.filter((offer) => offer.protocol === protocol && codecs.isPlayable(offer.codec));
    return chooseRendition(offers, {
      widthPx: this.#size?.widthPx ?? 0,
      heightPx: this.#size?.heightPx ?? 0,
      maxHeightPx: permit.obligations.maxHeightPx,
      wantsLargest: this.#isFull,
      current: this.#front?.plan.offer.rendition ?? null,
    });
  }

  #start(permit: Permitted, offer: RenditionOffer): void {
    const plan = {
      slot: this.#front?.plan.slot === 0 ? (1 as const) : (0 as const),
      offer,
      maxHeightPx: permit.obligations.maxHeightPx,
      isUrgent: () => this.#isSelected,
    };
    this.#next = startPicture(this.#ports, plan, {
      onReady: () => this.#takeNext(),
      onFrame: (start) => {
        if (start === this.#front) this.#noteFrame();
      },
      onFault: (start, fault) => this.#handleFault(start, fault),
    });
  }

  /** The new picture has its first frame: it comes to the front, and only then the old one goes. */
  #takeNext(): void {
    const next = this.#next;
    if (next === null) return;
    this.#ports.stage.show(next.plan.slot);
    this.#dropFront();
    this.#front = next;
    this.#next = null;
    this.#frontSinceMs = this.#ports.clock.nowMs();
    this.#decoder = null;
    this.#tried.clear();
    this.#ports.codecs.guessDecoder(next.plan.offer).then((decoder) => {
      if (this.#front === next) this.#decoder = decoder;
    });
    this.#noteFrame();
  }

  #noteFrame(): void {
    this.#lastFrameAtMs = this.#front?.picture()?.facts().lastFrameAtMs ?? this.#lastFrameAtMs;
    this.#apply();
    this.#report();
  }

  #handleFault(start: PictureStart, fault: PlayerFault): void {
    if (fault.kind === "tooLarge") {
      this.#stop();
      this.#unplayable = "The camera sent a larger picture than its owner allows.";
    } else if (start === this.#front) {
      // The last frame stays for a moment, so its element must too; it is dropped by the next picture or the cover.
      this.#isFrontBroken = true;
      this.#planRetry(fault);
    } else if (start === this.#next) {
      start.close();
      this.#next = null;
      this.#handleStartFault(start.plan.offer.protocol, fault);
    }
    this.#apply();
  }

  #handleStartFault(protocol: Protocol, fault: PlayerFault): void {
    if (this.#front !== null && !this.#isFrontBroken) {
      this.#decideAtMs = this.#ports.clock.nowMs() + SWITCH_HOLD_MS;
      return;
    }
    this.#tried.add(protocol);
    const permit = this.#permit();
    const other = permit === null ? null : chooseProtocol(permit.offers, this.#tried, this.#ports.codecs);
    if (fault.kind === "refused" || other === null) this.#planRetry(fault);
    else this.#connect();
  }

  #planRetry(fault: PlayerFault): void {
    const { clock, chance } = this.#ports;
    this.#tried.clear();
    this.#attempt += 1;
    this.#retryAtMs = clock.nowMs() + planReconnect(this.#attempt, fault.kind === "refused", chance());
  }

  #watchFront(nowMs: number): void {
    const front = this.#front;
    const picture = front?.picture();
    if (front === null || picture === null || picture === undefined || this.#isFrontBroken) return;
    picture.watch();
    const facts = picture.facts();
    const fault = judgePicture(facts, nowMs);
    if (fault !== null) this.#handleFault(front, fault);
    const isFlowing = facts.lastFrameAtMs !== null && nowMs - facts.lastFrameAtMs < DECIDE_EVERY_MS;
    if (isFlowing && nowMs - this.#frontSinceMs >= RECOVERED_AFTER_MS) this.#attempt = 0;
  }

  #switchRendition(nowMs: number): void {
    const permit = this.#permit();
    const current = this.#front?.plan.offer;
    if (permit === null || current === undefined || this.#isFrontBroken || this.#next !== null) return;
    if (nowMs < this.#decideAtMs) return;
    const offer = this.#chooseOffer(permit, current.protocol);
    if (offer === null || offer.rendition === current.rendition || !this.#ports.switches.tryPass(nowMs)) return;
    this.#decideAtMs = nowMs + DECIDE_EVERY_MS;
    this.#start(permit, offer);
  }

  #frameAgeMs(): number | null {
    return measureFrameAge(this.#ports.hubNowMs(), this.#front?.picture()?.facts().capturedAtMs ?? null);
  }

  #playerFacts(): PlayerFacts {
    const isNone = this.#front === null;
    return {
      picture: isNone ? "none" : this.#isFrontBroken ? "broken" : "playing",
      protocol: this.#front?.plan.offer.protocol ?? null,
      attempt: this.#attempt,
      lastFrameAtMs: this.#lastFrameAtMs,
      frameAgeMs: this.#frameAgeMs(),
      unplayable: this.#unplayable,
    };
  }

  /** Brings cover and state in line with what is known now. */
  #apply(): void {
    const nowMs = this.#ports.clock.nowMs();
    const { state, isBlank } = decideTileState(this.#viewing, this.#health, this.#playerFacts(), nowMs);
    this.#isBlank = isBlank || this.#front === null;
    this.#ports.stage.setCovered(this.#isBlank);
    // A covered broken picture is only waited for: nothing of it may stay behind the cover.
    if (this.#isBlank && this.#isFrontBroken) this.#dropFront();
    if (state === this.#state) return;
    this.#state = state;
    this.#stateSinceMs = state === "frozen" ? (this.#lastFrameAtMs ?? nowMs) : nowMs;
    this.#report();
  }

  #report(): void {
    const nowMs = this.#ports.clock.nowMs();
    const facts = this.#front?.picture()?.facts();
    const totals = this.#totals.note({ presented: facts?.framesPresented ?? 0, lost: facts?.framesLost ?? 0 }, nowMs);
    const frameAgeMs = this.#isBlank ? null : this.#frameAgeMs();
    this.#reportedAtMs = nowMs;
    this.#ports.onReport({
      state: this.#state,
      isBlank: this.#isBlank,
      frameAgeMs,
      isAgeKnown: this.#isBlank || frameAgeMs !== null,
      rendition: this.#front?.plan.offer ?? null,
      fps: totals.fps,
      framesPresented: totals.presented,
      framesLost: totals.lost,
      decoder: this.#decoder,
      attempt: this.#attempt,
      sinceMs: nowMs - this.#stateSinceMs,
      reason: this.#unplayable,
    });
  }
}
