import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import type { MediaClock } from "./mediaClock.ts";
import type { Glass } from "./stage.ts";

/** After a cover, how long frames are looked for that must not come. */
const PROOF_MS = 250;

/** Proof of a cover: how long after the news, and how many frames were presented after it (must be none). */
export interface BlankProof {
  readonly blankedAfterMs: number;
  readonly framesAfter: number;
}

interface CoverPorts {
  readonly clock: MediaClock;
  readonly stage: Pick<Glass, "setCovered" | "countFrames">;
  /** Hub time; null while unknown. */
  readonly hubNowMs: () => number | null;
  readonly onBlanked: (proof: BlankProof) => void;
}

/** Covers a tile's picture on news of the consent check, and proves it. */
export class CoverProof {
  readonly #ports: CoverPorts;
  readonly #cancels = new Set<() => void>();

  constructor(ports: CoverPorts) {
    this.#ports = ports;
  }

  /**
   * The cover comes first and in the same task as the news, heard at `heardAtMs`; everything else may take its time.
   * Returns how long after the end of the view the picture was gone, as far as that is known.
   */
  cover(viewing: ViewingStatus | null, heardAtMs: number): number {
    const { stage, clock, onBlanked } = this.#ports;
    stage.setCovered(true);
    const blankedAfterMs = Math.max(0, clock.nowMs() - heardAtMs);
    const endCount = stage.countFrames();
    const cancel = clock.after(PROOF_MS, () => {
      this.#cancels.delete(cancel);
      onBlanked({ blankedAfterMs, framesAfter: endCount() });
    });
    this.#cancels.add(cancel);
    return Math.max(blankedAfterMs, this.#sinceEndMs(viewing));
  }

  close(): void {
    for (const cancel of this.#cancels) cancel();
  }

  /** How long ago the hub ended the view; 0 where it did not, or its time is unknown. */
  #sinceEndMs(viewing: ViewingStatus | null): number {
    const hubNowMs = this.#ports.hubNowMs();
    if (hubNowMs === null || (viewing?.state !== "revoked" && viewing?.state !== "ended")) return 0;
    return hubNowMs - viewing.atMs;
  }
}
