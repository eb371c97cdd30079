import type { BudgetStep } from "../../contract/budget.ts";
import type { RenditionOffer, ViewingStatus } from "../../contract/viewingCalls.ts";
import type { FrameChoice, Protocol } from "../../contract/viewings.ts";
import { choosePicture, type PictureChoice } from "./choosePicture.ts";
import { chooseProtocol } from "./chooseProtocol.ts";
import type { Decoder, MachineCodecs } from "./codecSupport.ts";
import type { PlayerFacts } from "./decideTileState.ts";
import { createFrameTotals, type FrameRate } from "./frameTotals.ts";
import { isFlowing, judgePicture } from "./judgePicture.ts";
import { type PictureStart, type StartPorts, startPicture } from "./pictureStart.ts";
import type { PlayerFault } from "./player.ts";
import { FORBIDDEN_WORDS, Retries, type RetryPorts } from "./retries.ts";
import type { SwitchGate } from "./switchGate.ts";
import type { TileReport } from "./tileReport.ts";

/** A rendition is thought about at most once in this time. */
const DECIDE_EVERY_MS = 1_000;
/** After a rendition could not be started behind the present one, the present one stays for this long. */
const SWITCH_HOLD_MS = 5_000;
/** A picture over the second-best protocol is older: the best is tried again behind it, later where it failed again. */
const PREFER_AFTER_MS = 10_000;
const PREFER_HOLD_MS = 60_000;

export type Permitted = Extract<ViewingStatus, { state: "permitted" }>;

export interface SequencePorts extends StartPorts, RetryPorts {
  readonly clock: StartPorts["clock"];
  readonly codecs: MachineCodecs;
  readonly switches: SwitchGate;
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
  readonly #retries: Retries;
  #permit: Permitted | null = null;
  #wish: PictureWish = { size: null, isSelected: false, isFull: false };
  #front: PictureStart | null = null;
  #next: PictureStart | null = null;
  #isFrontBroken = false;
  #frontSinceMs = 0;
  #lastFrameAtMs: number | null = null;
  #decideAtMs = 0;
  #preferAtMs = 0;
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
    this.#retries = new Retries(ports);
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

  get #offer(): RenditionOffer | null {
    return this.#front?.plan.offer ?? null;
  }

  get #frames(): FrameChoice {
    return this.#front?.plan.frames ?? "all";
  }

  /** What is on the glass, as a report has it. */
  shown(): Pick<TileReport, "rendition" | "frames" | "wanted" | "oddHeightPx" | "decoder"> {
    const rendition = this.#offer;
    const heightPx = this.#front?.picture()?.facts().heightPx ?? null;
    const oddHeightPx = heightPx === rendition?.heightPx ? null : heightPx;
    return { rendition, frames: this.#frames, wanted: this.#wanted, oddHeightPx, decoder: this.#decoder };
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
    this.#retries.release();
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
    this.#hasGlanced = false;
    this.#retries.reset();
  }

  wish(wish: PictureWish): void {
    this.#wish = wish;
    this.#connect();
  }

  /** The network or the hub is back: waiting any longer is pointless. */
  retryNow(): void {
    this.#retries.hasten();
  }

  /** To be called several times a second. Pictures that stand still on purpose are not given up for it. */
  watch(nowMs: number, isStanding = false): void {
    if (this.#retries.takeDue(nowMs)) this.#connect();
    this.#watchFront(nowMs, isStanding);
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
      protocol: this.#offer?.protocol ?? null,
      frames: this.#frames,
      keyIntervalMs: this.#front?.picture()?.facts().keyIntervalMs ?? null,
      attempt: this.#retries.attempt,
      lastFrameAtMs: this.#lastFrameAtMs,
      unplayable: this.#retries.unplayable,
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
    this.#retries.calm();
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
    if (!this.#retries.mayStart()) return;
    const protocol = chooseProtocol(this.#permit.offers, this.#retries.tried, this.#ports.codecs);
    const choice = protocol === null ? null : this.#choose(this.#permit, this.#wish.size, protocol);
    if (choice === null) this.#retries.forbid("This machine cannot decode what the camera may send.");
    else this.#start(this.#permit, choice);
  }

  #choose(permit: Permitted, size: TileSize, protocol: Protocol): PictureChoice | null {
    const { codecs } = this.#ports;
    const offers = permit.offers.filter((offer) => offer.protocol === protocol && codecs.isPlayable(offer.codec));
    const current = this.#wanted;
    const wish = { ...size, maxHeightPx: permit.obligations.maxHeightPx, wantsLargest: this.#wish.isFull, current };
    const choice = choosePicture(offers, wish, this.#step);
    this.#wanted = choice?.wanted ?? current;
    return choice;
  }

  #start(permit: Permitted, { offer, frames }: PictureChoice): void {
    const plan = {
      slot: this.#front?.plan.slot === 0 ? (1 as const) : (0 as const),
      offer,
      frames,
      cameraId: this.#ports.cameraId,
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
    this.#retries.tried.clear();
    this.#ports.codecs.guessDecoder(next.plan.offer).then((decoder) => {
      if (this.#front === next) this.#decoder = decoder;
    });
    if (this.#step === "paused") {
      this.#lastFrameAtMs = next.picture()?.facts().lastFrameAtMs ?? null;
      this.#rest();
      this.#onChange();
    } else this.#noteFrame();
  }

  #noteFrame(): void {
    this.#lastFrameAtMs = this.#front?.picture()?.facts().lastFrameAtMs ?? this.#lastFrameAtMs;
    this.#onFrame();
  }

  #handleFault(start: PictureStart, fault: PlayerFault): void {
    this.#retries.noteFault(fault);
    const forbidden = FORBIDDEN_WORDS[fault.kind];
    if (forbidden !== undefined) {
      this.#ports.stage.setCovered(true);
      start.close();
      if (start === this.#front) this.#dropFront();
      this.#next = null;
      this.#retries.forbid(forbidden);
    } else if (start === this.#front) {
      // The last frame stays for a moment, so its element must too; it goes with the next picture or the cover.
      this.#isFrontBroken = true;
      this.#retries.plan(fault);
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
      if (protocol !== this.#offer?.protocol) this.#preferAtMs = nowMs + PREFER_HOLD_MS;
      return;
    }
    this.#retries.tried.add(protocol);
    const other = chooseProtocol(this.#permit?.offers ?? [], this.#retries.tried, this.#ports.codecs);
    if (other === null || this.#retries.isForBoth(fault)) this.#retries.plan(fault);
    else this.#connect();
  }

  #watchFront(nowMs: number, isStanding: boolean): void {
    const front = this.#front;
    const picture = front?.picture() ?? null;
    if (front === null || picture === null || this.#isFrontBroken) return;
    picture.watch();
    const facts = picture.facts();
    const fault = isStanding ? null : judgePicture(facts, nowMs);
    if (fault !== null) this.#handleFault(front, fault);
    if (isFlowing(facts, nowMs)) this.#retries.noteGood(nowMs - this.#frontSinceMs);
  }

  #switchRendition(nowMs: number): void {
    const permit = this.#permit;
    const current = this.#offer;
    const { size } = this.#wish;
    if (permit === null || size === null || current === null || this.#isFrontBroken || this.#next !== null) return;
    if (nowMs < this.#decideAtMs) return;
    const best = nowMs < this.#preferAtMs ? null : chooseProtocol(permit.offers, new Set(), this.#ports.codecs);
    const choice = this.#choose(permit, size, best ?? current.protocol);
    if (choice === null || isSamePicture(choice, this.#front) || !this.#ports.switches.tryPass(nowMs)) return;
    this.#decideAtMs = nowMs + DECIDE_EVERY_MS;
    this.#start(permit, choice);
  }
}

function isSamePicture({ offer, frames }: PictureChoice, front: PictureStart | null): boolean {
  const { rendition, protocol } = front?.plan.offer ?? {};
  return offer.rendition === rendition && offer.protocol === protocol && frames === front?.plan.frames;
}
