import type { DisplaySize } from "../../contract/budget.ts";
import type { PlaybackSample } from "../../contract/viewingCalls.ts";
import type { MediaClock } from "../media/mediaClock.ts";
import type { PictureWish } from "../media/pictureSequence.ts";
import type { TileReport } from "../media/tileReport.ts";
import type { Claims } from "./claims.ts";
import type { DeskPort } from "./deskPort.ts";

const SAMPLE_EVERY_MS = 1_000;
/** Selecting a tile is told the desk at once, but not at every step of a held arrow key. */
const HASTE_MS = 200;

/** What a tile's picture is to be like, and what else of the tile decides how soon it gives way. */
export interface TileWish extends PictureWish {
  /** Another tile is shown full over it. */
  readonly isCovered: boolean;
}

/** One mounted tile as the desk is told of it. */
export interface SampledTile {
  tile(): number | null;
  report(): TileReport | null;
  wish(): TileWish | null;
}

/** Tells the desk each second what the tiles of this window show. */
export interface TileSamples {
  add(tile: SampledTile): () => void;
  setSize(size: DisplaySize | null): void;
  /** Something changed that the desk should not learn a second later. */
  hasten(): void;
  close(): void;
}

interface Parts {
  readonly client: DeskPort;
  readonly claims: Claims;
  readonly clock: MediaClock;
  readonly onFault: (fault: unknown) => void;
}

export function createTileSamples({ client, claims, clock, onFault }: Parts): TileSamples {
  const tiles = new Set<SampledTile>();
  let size: DisplaySize | null = null;
  let cancelHaste: (() => void) | null = null;

  function send(): void {
    cancelHaste?.();
    cancelHaste = null;
    const samples = [...tiles].flatMap((tile) => describeSample(tile, claims));
    if (samples.length === 0 || !client.isOpen()) return;
    client.call("viewing.report", { samples, ...(size === null ? {} : { size }) }).catch((fault: unknown) => {
      if (client.isOpen()) onFault(fault);
    });
  }
  const stop = clock.every(SAMPLE_EVERY_MS, send);

  return {
    add(tile) {
      tiles.add(tile);
      return () => tiles.delete(tile);
    },
    setSize(next) {
      size = next;
    },
    hasten() {
      cancelHaste ??= clock.after(HASTE_MS, send);
    },
    close() {
      stop();
      cancelHaste?.();
    },
  };
}

function describeSample(sampled: SampledTile, claims: Claims): PlaybackSample[] {
  const tile = sampled.tile();
  const report = sampled.report();
  const claimId = tile === null ? null : claims.claimIdOf(tile);
  if (report === null || claimId === null) return [];
  const { state, frameAgeMs, framesPresented, framesLost, decoder, attempt, sinceMs, reason, frames, wanted } = report;
  const wish = sampled.wish();
  return [
    {
      ...{ claimId, state, frameAgeMs, framesPresented, framesLost, decoder, attempt, reason, frames, wanted },
      sinceMs: Math.max(0, sinceMs),
      rendition: report.rendition?.rendition ?? null,
      isSelected: wish?.isSelected ?? false,
      isFull: wish?.isFull ?? false,
      isCovered: wish?.isCovered ?? false,
    },
  ];
}
