import type { BudgetStep } from "../../contract/budget.ts";
import type { RenditionOffer, ViewingStatus } from "../../contract/deskApi.ts";
import type { FrameChoice, Protocol } from "../../contract/viewings.ts";
import { choosePicture, type PictureChoice } from "./choosePicture.ts";
import { chooseProtocol } from "./chooseProtocol.ts";
import type { Decoder, MachineCodecs } from "./codecSupport.ts";
import type { PlayerFacts } from "./decideTileState.ts";
import { createFrameTotals, type FrameRate } from "./frameTotals.ts";
import { judgePicture } from "./judgePicture.ts";
import { type PictureStart, type StartPorts, startPicture } from "./pictureStart.ts";
import { planReconnect, RECOVERED_AFTER_MS } from "./planReconnect.ts";
import type { PlayerFault } from "./player.ts";
import type { Quarantine } from "./quarantine.ts";
import type { SwitchGate } from "./switchGate.ts";

/** A rendition is thought about at most once in this time. */
const DECIDE_EVERY_MS = 1_000;
/** After a rendition could not be started behind the present one, the present one stays for this long. */
const SWITCH_HOLD_MS = 5_000;
/** A lost connection is lost for both protocols; only after so many in a row is the fault looked for in the protocol. */
const NETWORK_FAULTS_BEFORE_FALLBACK = 3;
/** A picture over the second-best protocol is older (HLS by seconds): the best one is tried again behind it. */
const PREFER_AFTER_MS = 10_000;
/** After the best protocol failed again. */
const PREFER_HOLD_MS = 60_000;
/** When the network comes back, reconnections are spread over this time. */
const SPREAD_MS = 500;
/** A source that played so long without a fault is trusted again. */
const GOOD_AFTER_MS = 60_000;
/** A frame within this time says that the picture flows. */
const FLOWING_MS = 1_000;

export type Permitted = Extract<ViewingStatus, { state: "permitted" }>;

export interface SequencePorts extends StartPorts {
  /** A random number from 0 to below 1. */
  readonly chance: () => number;
  readonly codecs: MachineCodecs;
  readonly switches: SwitchGate;
  readonly quarantine: Quarantine;
  /** Which camera this is. */
  readonly cameraId: string;
}

/** What the pictures are to be like. */
export interface PictureWish {
  /** The tile, device pixels; null until it is laid out. */
  readonly size: TileSize | null;
  readonly isSelected: boolean;
  /** The largest rendition is wanted. */
  readonly isFull: boolean;
}

export interface TileSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * The pictures that follow one another in a tile under one permit: the first, those of other renditions, those after a
 * failure. A new one is always started behind the one on the glass and takes its place with its first frame.
 */
export class PictureSequence {
  readonly #ports: SequencePorts;
  readonly #onFrame: () => void;
  readonly #onChange: () => void;
  readonly #totals = createFrameTotals();
  readonly #tried = new Set<Protocol>();
  #permit: Permitted | null = null;
  #wish: PictureWish = { size: null, isSelected: false, isFull: false };
  #front: PictureStart | null = null;
  #next: PictureStart | null = null;
  #isFrontBroken = false;
  #frontSinceMs = 0;
  #lastFrameAtMs: number | null = null;
  #attempt = 0;
  #retryAtMs: number | null = null;
  #decideAtMs = 0;
  #preferAtMs = 0;
  #unplayable: string | null = null;
  #decoder: Decoder | null = null;
  #step: BudgetStep = "full";
  /** Whether a paused tile has looked for one frame to show. */
  #hasGlanced = false;
  #wanted: RenditionOffer["rendition"] | null = null;
  /** When the frame kept of a paused picture was captured, hub time; undefined while none is kept. */
  #stillCapturedAtMs: number | null | undefined;

  /** `onFrame`: a frame on the glass was looked at. `onChange`: what {@link facts} says is another thing now. */
  constructor(ports: SequencePorts, onFrame: () => void, onChange: () => void) {
    this.#ports = ports;
    this.#onFrame = onFrame;
    this.#onChange = onChange;
  }

  /** Whether a picture is on the glass, moving or not. */
  get isShowing(): boolean {
    return this.#front !== null || this.#isStillKept;
  }

  get #isStillKept(): boolean {
    return this.#stillCapturedAtMs !== undefined;
  }

  get offer(): RenditionOffer | null {
    return this.#front?.plan.offer ?? null;
  }

  get decoder(): Decoder | null {
    return this.#decoder;
  }

  get frames(): FrameChoice {
    return this.#front?.plan.frames ?? "all";
  }

  /** The rendition the tile's size asks for; null before anything was chosen. */
  get wanted(): RenditionOffer["rendition"] | null {
    return this.#wanted;
  }

  /** Height of the frame on the glass where it is not what was offered; null where it is. */
  get oddHeightPx(): number | null {
    const heightPx = this.#front?.picture()?.facts().heightPx ?? null;
    return heightPx === this.offer?.heightPx ? null : heightPx;
  }

  /** What the decode budget leaves this tile. */
  allow(step: BudgetStep): void {
    if (step === this.#step) return;
    this.#step = step;
    this.#decideAtMs = 0;
    this.#hasGlanced = false;
    if (step === "paused") this.#rest();
    this.#connect();
  }

  /** The operator tries again what could not be shown. */
  tryAgain(): void {
    this.#ports.quarantine.release(this.#ports.cameraId);
    this.#unplayable = null;
    this.#retryAtMs = null;
    this.#connect();
  }

  /** Plays under a permit; stops first where it is for another viewing, or for smaller pictures than those shown. */
  play(permit: Permitted): void {
    const isSame = this.#permit?.viewingId === permit.viewingId;
    if (!isSame || this.#isAbove(permit.obligations.maxHeightPx)) this.stop();
    this.#permit = permit;
    this.#connect();
  }

  /** Ends all players. Nothing is started until the next {@link play}. The caller has covered the tile. */
  stop(): void {
    this.#permit = null;
    this.#next?.close();
    this.#next = null;
    this.#dropFront();
    this.#dropStill();
    this.#lastFrameAtMs = null;
    this.#attempt = 0;
    this.#retryAtMs = null;
    this.#unplayable = null;
    this.#hasGlanced = false;
    this.#tried.clear();
  }

  wish(wish: PictureWish): void {
    this.#wish = wish;
    this.#connect();
  }

  /** The network or the hub is back: waiting any longer is pointless. */
  retryNow(): void {
    if (this.#retryAtMs !== null) this.#retryAtMs = this.#ports.clock.nowMs() + this.#ports.chance() * SPREAD_MS;
  }

  /** To be called several times a second. */
  watch(nowMs: number): void {
    if (this.#retryAtMs !== null && nowMs >= this.#retryAtMs) {
      this.#retryAtMs = null;
      this.#unplayable = null;
      this.#connect();
    }
    this.#watchFront(nowMs);
    this.#switchRendition(nowMs);
  }

  /** What is covered and does not play is no longer needed: nothing of it may stay behind the cover. */
  dropBroken(): void {
    if (this.#isFrontBroken) this.#dropFront();
    this.#dropStill();
  }

  facts(): Omit<PlayerFacts, "frameAgeMs"> {
    const isNone = this.#front === null;
    const isPaused = isNone && this.#permit !== null && (this.#step === "paused" || this.#isStillKept);
    return {
      picture: isPaused ? "paused" : isNone ? "none" : this.#isFrontBroken ? "broken" : "playing",
      isStillKept: this.#isStillKept,
      protocol: this.offer?.protocol ?? null,
      frames: this.frames,
      keyIntervalMs: this.#front?.picture()?.facts().keyIntervalMs ?? null,
      attempt: this.#attempt,
      lastFrameAtMs: this.#lastFrameAtMs,
      unplayable: this.#unplayable,
    };
  }

  /** Hub time at which the frame on the glass was captured; null where unknown. */
  capturedAtMs(): number | null {
    return this.#front?.picture()?.facts().capturedAtMs ?? this.#stillCapturedAtMs ?? null;
  }

  count(nowMs: number): FrameRate {
    const facts = this.#front?.picture()?.facts();
    return this.#totals.note({ presented: facts?.framesPresented ?? 0, lost: facts?.framesLost ?? 0 }, nowMs);
  }

  #isAbove(maxHeightPx: number): boolean {
    return [this.#front, this.#next].some((start) => start !== null && start.plan.offer.heightPx > maxHeightPx);
  }

  #dropFront(): void {
    const facts = this.#front?.picture()?.facts();
    if (facts !== undefined) this.#totals.endPicture({ presented: facts.framesPresented, lost: facts.framesLost });
    this.#front?.close();
    this.#front = null;
    this.#isFrontBroken = false;
    this.#decoder = null;
  }

  /** Stops everything and keeps the last frame. */
  #rest(): void {
    const capturedAtMs = this.capturedAtMs();
    const isKept = this.#front !== null && !this.#isFrontBroken && this.#ports.stage.keepStill(this.#front.plan.slot);
    this.#next?.close();
    this.#next = null;
    this.#dropFront();
    this.#attempt = 0;
    this.#retryAtMs = null;
    if (isKept) this.#stillCapturedAtMs = capturedAtMs;
  }

  #dropStill(): void {
    if (!this.#isStillKept) return;
    this.#stillCapturedAtMs = undefined;
    this.#ports.stage.dropStill();
  }

  /** Starts the right rendition over the first protocol left, where none plays or is on its way. */
  #connect(): void {
    const isIdle = this.#next === null && (this.#front === null || this.#isFrontBroken);
    if (this.#permit === null || this.#wish.size === null || !isIdle) return;
    if (this.#step === "paused" && (this.#isStillKept || this.#hasGlanced)) return;
    this.#hasGlanced = this.#step === "paused";
    if (this.#retryAtMs !== null || this.#unplayable !== null) return;
    if (this.#isResting()) return;
    const protocol = chooseProtocol(this.#permit.offers, this.#tried, this.#ports.codecs);
    const choice = protocol === null ? null : this.#choose(this.#permit, this.#wish.size, protocol);
    if (choice === null) this.#unplayable = "This machine cannot decode what the camera may send.";
    else this.#start(this.#permit, choice);
  }

  /** A source that keeps crashing its decoder is left alone until it is tried again, by itself or by the operator. */
  #isResting(): boolean {
    const { quarantine, cameraId, clock } = this.#ports;
    const untilMs = quarantine.restsUntilMs(cameraId, clock.nowMs());
    if (untilMs === null) return false;
    this.#unplayable = "The decoder failed three times over this stream. It is tried again after a while.";
    this.#retryAtMs = untilMs;
    return true;
  }

  #choose(permit: Permitted, size: TileSize, protocol: Protocol): PictureChoice | null {
    const { codecs } = this.#ports;
    const offers = permit.offers.filter((offer) => offer.protocol === protocol && codecs.isPlayable(offer.codec));
    const current = this.#wanted;
    const { maxHeightPx } = permit.obligations;
    const choice = choosePicture(
      offers,
      { ...size, maxHeightPx, wantsLargest: this.#wish.isFull, current },
      this.#step,
    );
    this.#wanted = choice?.wanted ?? current;
    return choice;
  }

  #start(permit: Permitted, { offer, frames }: PictureChoice): void {
    const plan = {
      slot: this.#front?.plan.slot === 0 ? (1 as const) : (0 as const),
      offer,
      frames,
      maxHeightPx: permit.obligations.maxHeightPx,
      isUrgent: () => this.#wish.isSelected,
    };
    this.#next = startPicture(this.#ports, plan, {
      onReady: (start) => this.#takeFront(start),
      onFrame: (start) => {
        if (start === this.#front) this.#noteFrame();
      },
      onFault: (start, fault) => this.#handleFault(start, fault),
    });
  }

  /** The new picture has its first frame: it comes to the front, and only then the old one goes. */
  #takeFront(next: PictureStart): void {
    this.#ports.stage.show(next.plan.slot);
    this.#dropFront();
    this.#dropStill();
    this.#front = next;
    this.#next = null;
    this.#frontSinceMs = this.#ports.clock.nowMs();
    this.#preferAtMs = this.#frontSinceMs + PREFER_AFTER_MS;
    this.#tried.clear();
    this.#ports.codecs.guessDecoder(next.plan.offer).then((decoder) => {
      if (this.#front === next) this.#decoder = decoder;
    });
    this.#noteFrame();
    if (this.#step === "paused") this.#rest();
  }

  #noteFrame(): void {
    this.#lastFrameAtMs = this.#front?.picture()?.facts().lastFrameAtMs ?? this.#lastFrameAtMs;
    this.#onFrame();
  }

  #handleFault(start: PictureStart, fault: PlayerFault): void {
    if (fault.kind === "media") this.#ports.quarantine.noteCrash(this.#ports.cameraId, this.#ports.clock.nowMs());
    if (fault.kind === "tooLarge") {
      this.#ports.stage.setCovered(true);
      start.close();
      if (start === this.#front) this.#dropFront();
      this.#next = null;
      this.#unplayable = "The camera sent a larger picture than its owner allows.";
    } else if (start === this.#front) {
      // The last frame stays for a moment, so its element must too; it goes with the next picture or the cover.
      this.#isFrontBroken = true;
      this.#planRetry(fault);
    } else {
      start.close();
      this.#next = null;
      this.#dropStill();
      if (this.#step !== "paused") this.#handleStartFault(start.plan.offer.protocol, fault);
    }
    this.#onChange();
  }

  /** Falls back to the other protocol once per attempt; a refusal is an answer for both. */
  #handleStartFault(protocol: Protocol, fault: PlayerFault): void {
    if (this.#front !== null && !this.#isFrontBroken) {
      const nowMs = this.#ports.clock.nowMs();
      this.#decideAtMs = nowMs + SWITCH_HOLD_MS;
      if (protocol !== this.offer?.protocol) this.#preferAtMs = nowMs + PREFER_HOLD_MS;
      return;
    }
    this.#tried.add(protocol);
    const other = chooseProtocol(this.#permit?.offers ?? [], this.#tried, this.#ports.codecs);
    const isLost = fault.kind === "network" && this.#attempt < NETWORK_FAULTS_BEFORE_FALLBACK;
    if (fault.kind === "refused" || isLost || other === null) this.#planRetry(fault);
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
    const picture = front?.picture() ?? null;
    if (front === null || picture === null || this.#isFrontBroken) return;
    picture.watch();
    const facts = picture.facts();
    const fault = judgePicture(facts, nowMs);
    if (fault !== null) this.#handleFault(front, fault);
    const restMs = facts.frames === "key" ? (facts.keyIntervalMs ?? 0) : 0;
    const isFlowing = facts.lastFrameAtMs !== null && nowMs - facts.lastFrameAtMs < FLOWING_MS + restMs;
    if (!isFlowing || nowMs - this.#frontSinceMs < RECOVERED_AFTER_MS) return;
    this.#attempt = 0;
    if (nowMs - this.#frontSinceMs >= GOOD_AFTER_MS) this.#ports.quarantine.noteGood(this.#ports.cameraId);
  }

  #switchRendition(nowMs: number): void {
    const permit = this.#permit;
    const current = this.offer;
    const { size } = this.#wish;
    if (permit === null || size === null || current === null || this.#isFrontBroken || this.#next !== null) return;
    if (nowMs < this.#decideAtMs) return;
    const best = nowMs < this.#preferAtMs ? null : chooseProtocol(permit.offers, new Set(), this.#ports.codecs);
    const choice = this.#choose(permit, size, best ?? current.protocol);
    if (choice === null || this.#isOnGlass(choice) || !this.#ports.switches.tryPass(nowMs)) return;
    this.#decideAtMs = nowMs + DECIDE_EVERY_MS;
    this.#start(permit, choice);
  }

  #isOnGlass({ offer, frames }: PictureChoice): boolean {
    const current = this.offer;
    return offer.rendition === current?.rendition && offer.protocol === current.protocol && frames === this.frames;
  }
}
