import type { BudgetStep } from "../../contract/budget.ts";
import type { CameraHealth } from "../../contract/cameras.ts";
import type { TileState } from "../../contract/tileStates.ts";
import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import { believe } from "./believe.ts";
import { type BlankProof, CoverProof } from "./coverProof.ts";
import { decideTileState } from "./decideTileState.ts";
import { measureFrameAge } from "./measureFrameAge.ts";
import { PictureSequence, type PictureWish, type SequencePorts } from "./pictureSequence.ts";
import type { TileReport } from "./tileReport.ts";

/** How often a tile looks at itself: a hung player is found by this timer, not by its own events. */
export const WATCH_EVERY_MS = 250;
/** Reports of frames come as unevenly as frames; one this recent makes the timer's own superfluous. */
const REPORT_FRESH_MS = 225;

export interface TilePlayerPorts extends SequencePorts {
  /** Hub time; null while unknown. */
  readonly hubNowMs: () => number | null;
  /** Since when the desk has passed on no heartbeat, hub time; null while it does. A desk that hangs tells nothing else. */
  readonly silentSinceMs: () => number | null;
  /** Whether a training scenario stands still, and with it every picture. */
  readonly isTrainingPaused: () => boolean;
  readonly onReport: (report: TileReport) => void;
  readonly onBlanked: (proof: BlankProof) => void;
}

/** One camera in one tile: plays while the consent check permits, covers when it does not, says what is shown. */
export class TilePlayer {
  readonly #ports: TilePlayerPorts;
  readonly #pictures: PictureSequence;
  readonly #proof: CoverProof;
  #viewing: ViewingStatus | null = null;
  #health: CameraHealth | null = null;
  #isWindowShown = true;
  #state: TileState = "connecting";
  #stateSinceMs: number;
  #isBlank = true;
  #blankedAfterMs: number | null = null;
  #reportedAtMs = Number.NEGATIVE_INFINITY;

  constructor(ports: TilePlayerPorts) {
    this.#ports = ports;
    this.#proof = new CoverProof(ports);
    this.#stateSinceMs = ports.clock.nowMs();
    const update = () => {
      this.#apply();
      this.#report();
    };
    this.#pictures = new PictureSequence(ports, update, update);
  }

  /** News of the consent check, heard at `heardAtMs`. Whatever is not a permit covers the tile before it returns. */
  setViewing(viewing: ViewingStatus | null, heardAtMs: number): void {
    this.#viewing = viewing;
    this.#blankedAfterMs = null;
    if (viewing?.state !== "permitted" && this.#pictures.isShowing) {
      this.#blankedAfterMs = this.#proof.cover(viewing, heardAtMs);
    }
    this.#follow();
  }

  setHealth(health: CameraHealth | null): void {
    const wasOffline = this.#health?.state === "offline";
    this.#health = health;
    if (wasOffline && health?.state === "online") this.#pictures.retryNow();
    this.#apply();
  }

  setWish(wish: PictureWish): void {
    this.#pictures.wish(wish);
  }

  /** What the station's decode budget leaves this tile. */
  setAllowance(step: BudgetStep): void {
    this.#pictures.allow(step);
    this.#apply();
  }

  /** The operator tries again what could not be shown. */
  tryAgain(): void {
    this.#pictures.tryAgain();
    this.#apply();
  }

  /** A window nobody sees plays nothing. */
  setWindowShown(isShown: boolean): void {
    this.#isWindowShown = isShown;
    this.#follow();
  }

  /** The network or the hub is back. */
  retryNow(): void {
    this.#pictures.retryNow();
  }

  /** To be called every {@link WATCH_EVERY_MS}. */
  watch(): void {
    const nowMs = this.#ports.clock.nowMs();
    this.#pictures.watch(nowMs, this.#ports.isTrainingPaused());
    this.#apply();
    if (nowMs - this.#reportedAtMs >= REPORT_FRESH_MS) this.#report();
  }

  close(): void {
    this.#ports.stage.setCovered(true);
    this.#pictures.stop();
    this.#proof.close();
    this.#ports.stage.close();
  }

  #follow(): void {
    if (this.#viewing?.state === "permitted" && this.#isWindowShown) this.#pictures.play(this.#viewing);
    else {
      this.#ports.stage.setCovered(true);
      this.#pictures.stop();
    }
    this.#apply();
  }

  #frameAgeMs(): number | null {
    const sinceFrameMs = this.#ports.clock.nowMs() - (this.#pictures.facts().lastFrameAtMs ?? 0);
    return measureFrameAge({
      hubNowMs: this.#ports.hubNowMs(),
      capturedAtMs: this.#pictures.capturedAtMs(),
      sinceFrameMs,
    });
  }

  /** Brings cover and state in line with what is known now. */
  #apply(): void {
    const nowMs = this.#ports.clock.nowMs();
    const believed = believe(this.#viewing, this.#ports.silentSinceMs(), this.#ports.hubNowMs());
    const facts = { ...this.#pictures.facts(), frameAgeMs: this.#frameAgeMs() };
    const { state, isBlank } = decideTileState(believed, this.#health, facts, nowMs, this.#ports.isTrainingPaused());
    this.#isBlank = isBlank || !this.#pictures.isShowing;
    this.#ports.stage.setCovered(this.#isBlank);
    if (this.#isBlank) this.#pictures.dropBroken();
    if (state === this.#state) return;
    this.#state = state;
    this.#stateSinceMs = state === "frozen" ? (facts.lastFrameAtMs ?? nowMs) : nowMs;
    this.#report();
  }

  #report(): void {
    const nowMs = this.#ports.clock.nowMs();
    const totals = this.#pictures.count(nowMs);
    const { attempt, unplayable } = this.#pictures.facts();
    const frameAgeMs = this.#isBlank ? null : this.#frameAgeMs();
    this.#reportedAtMs = nowMs;
    this.#ports.onReport({
      state: this.#state,
      isBlank: this.#isBlank,
      frameAgeMs,
      isAgeKnown: this.#isBlank || frameAgeMs !== null,
      ...this.#pictures.shown(),
      fps: totals.fps,
      framesPresented: totals.presented,
      framesLost: totals.lost,
      attempt,
      sinceMs: nowMs - this.#stateSinceMs,
      blankedAfterMs: this.#blankedAfterMs,
      reason: unplayable,
    });
  }
}
