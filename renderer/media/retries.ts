import type { Protocol } from "../../contract/viewings.ts";
import type { MediaClock } from "./mediaClock.ts";
import { planReconnect, RECOVERED_AFTER_MS } from "./planReconnect.ts";
import type { PlayerFault } from "./player.ts";
import type { Quarantine } from "./quarantine.ts";

/** A lost connection is lost for both protocols; only after so many in a row is the fault looked for in the protocol. */
const NETWORK_FAULTS_BEFORE_FALLBACK = 3;
/** When the network comes back, reconnections are spread over this time. */
const SPREAD_MS = 500;
/** A source that played so long without a fault is trusted again. */
const GOOD_AFTER_MS = 60_000;
const RESTING_WORDS = "The decoder failed three times over this stream. It is tried again after a while.";

/** Pictures that may not be seen: covered at once, and not tried again by themselves. */
export const FORBIDDEN_WORDS: Partial<Record<PlayerFault["kind"], string>> = {
  tooLarge: "The camera sent a larger picture than its owner allows.",
  otherCamera: "The stream says it is another camera's. It was not shown as this one.",
};

export interface RetryPorts {
  readonly clock: MediaClock;
  /** A random number from 0 to below 1. */
  readonly chance: () => number;
  readonly quarantine: Quarantine;
  /** Which camera this is. */
  readonly cameraId: string;
}

/** Whether, when and how a tile's picture is tried again. */
export class Retries {
  /** Protocols that failed in the present attempt. */
  readonly tried = new Set<Protocol>();
  readonly #ports: RetryPorts;
  #attempt = 0;
  #atMs: number | null = null;
  #unplayable: string | null = null;

  constructor(ports: RetryPorts) {
    this.#ports = ports;
  }

  /** Number of the present attempt; 0 before the first failure. */
  get attempt(): number {
    return this.#attempt;
  }

  /** Why the camera cannot be shown here; null when it can. */
  get unplayable(): string | null {
    return this.#unplayable;
  }

  reset(): void {
    this.calm();
    this.#unplayable = null;
    this.tried.clear();
  }

  /** Nothing failed, nothing is waited for. */
  calm(): void {
    this.#attempt = 0;
    this.#atMs = null;
  }

  forbid(words: string): void {
    this.#unplayable = words;
    this.#atMs = null;
  }

  /** The operator wants it tried at once. */
  release(): void {
    this.#ports.quarantine.release(this.#ports.cameraId);
    this.#unplayable = null;
    this.#atMs = null;
  }

  /** The network or the hub is back: waiting any longer is pointless. A source that rests is none of their business. */
  hasten(): void {
    if (this.#atMs !== null && this.#unplayable === null) {
      this.#atMs = this.#ports.clock.nowMs() + this.#ports.chance() * SPREAD_MS;
    }
  }

  /** Whether the wait is over. */
  takeDue(nowMs: number): boolean {
    if (this.#atMs === null || nowMs < this.#atMs) return false;
    this.#atMs = null;
    this.#unplayable = null;
    return true;
  }

  /** Whether a player may be started now. A source that keeps failing its decoder is left alone for a while. */
  mayStart(): boolean {
    if (this.#atMs !== null || this.#unplayable !== null) return false;
    const { quarantine, cameraId, clock } = this.#ports;
    this.#atMs = quarantine.restsUntilMs(cameraId, clock.nowMs());
    if (this.#atMs === null) return true;
    this.#unplayable = RESTING_WORDS;
    return false;
  }

  noteFault({ kind }: PlayerFault): void {
    if (kind === "media") this.#ports.quarantine.noteCrash(this.#ports.cameraId, this.#ports.clock.nowMs());
  }

  /** Whether a start that failed so would fail over the other protocol as well. A refusal is an answer for both. */
  isForBoth({ kind }: PlayerFault): boolean {
    return kind === "refused" || (kind === "network" && this.#attempt < NETWORK_FAULTS_BEFORE_FALLBACK);
  }

  /** The picture has been flowing for so long. */
  noteGood(forMs: number): void {
    if (forMs >= RECOVERED_AFTER_MS) this.#attempt = 0;
    if (forMs >= GOOD_AFTER_MS) this.#ports.quarantine.noteGood(this.#ports.cameraId);
  }

  plan(fault: PlayerFault): void {
    const { clock, chance } = this.#ports;
    this.tried.clear();
    this.#attempt += 1;
    this.#atMs = clock.nowMs() + planReconnect(this.#attempt, fault.kind === "refused", chance());
  }
}
