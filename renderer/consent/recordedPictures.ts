import type { RecordedCoverage, TimeRange } from "../../contract/recorded.ts";
import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import { createMachineCodecs, type MachineCodecs } from "../media/codecSupport.ts";
import type { MediaClock } from "../media/mediaClock.ts";
import type { PictureWish } from "../media/pictureSequence.ts";
import { fetchPart } from "../media/recorded/fetchPart.ts";
import { readCoverage } from "../media/recorded/gapFinder.ts";
import { RECORDED_WATCH_MS, RecordedTile } from "../media/recorded/recordedTile.ts";
import { createGlass } from "../media/stage.ts";
import type { PlaybackClock } from "../playback/playbackClock.ts";
import { ClaimBook, type ClaimedTile } from "./claimBook.ts";
import type { DeskPort } from "./deskPort.ts";
import { recordedReports } from "./recordedReports.ts";
import { type MountedThumbnail, mountThumbnail } from "./thumbnail.ts";

/** One camera of the past in one tile. */
export interface RecordedWish {
  /** A number no tile of a wall has: see contract/recorded.ts. */
  readonly tile: number;
  readonly cameraId: string;
  /** What is asked of the consent check; it may allow less. */
  readonly range: TimeRange;
  readonly clock: PlaybackClock;
}

export interface MountedRecorded {
  setWish(wish: PictureWish): void;
  close(): void;
}

/** The pictures of the past in this window: their claims, and the only place where their players are created. */
export interface RecordedPictures {
  /** Claims and plays for as long as it is mounted. One at a time in a tile. */
  mount(wish: RecordedWish, element: HTMLElement): MountedRecorded;
  /** What the consent check says about a tile; null while it has no claim. */
  statusOf(tile: number): ViewingStatus | null;
  /** Heard after any status has changed: for drawing. */
  subscribe(listener: () => void): () => void;
  ask(tile: number): Promise<void>;
  retry(tile: number): Promise<void>;
  /** When anything was recorded; null while nobody may ask for the tile. Rejects with a PartFault. */
  coverage(tile: number, span: CoverageSpan, signal: AbortSignal): Promise<RecordedCoverage | null>;
  /** Draws single moments of the camera that is mounted in a tile, small; to be mounted after it and closed with it. */
  mountThumbnail(tile: number, canvas: HTMLCanvasElement): MountedThumbnail;
  close(): void;
}

export interface CoverageSpan {
  readonly fromMs: number;
  readonly toMs: number;
  /** Gaps shorter than this do not matter. */
  readonly stepMs: number;
}

interface RecordedOptions {
  readonly client: DeskPort;
  readonly clock: MediaClock;
  readonly chance: () => number;
  readonly isWindowShown: () => boolean;
  readonly hubNowMs: () => number | null;
  readonly silentSinceMs: () => number | null;
  readonly onFault: (fault: unknown) => void;
}

/** Those mounted now, with what else the window has to tell them. */
export interface RecordedWindow extends RecordedPictures {
  setWindowShown(isShown: boolean): void;
  /** The network or the hub is back. */
  retryNow(): void;
}

export function createRecordedPictures(options: RecordedOptions): RecordedWindow {
  const { clock, hubNowMs } = options;
  const wishes = new Map<RecordedTile, ClaimedTile>();
  let mounts = 0;
  const findPlayer = (tile: number) => [...wishes].findLast(([, wish]) => wish.tile === tile);
  const changes = createCoalescer();
  const book = new ClaimBook({ ...options, tiles: () => [...wishes.values()], subscribe: changes.subscribe });
  let codecs: MachineCodecs | null = null;
  const isPlayable = (codec: string) => {
    codecs ??= createMachineCodecs();
    return codecs.isPlayable(codec);
  };
  const stopWatch = clock.every(RECORDED_WATCH_MS, () => {
    for (const tile of wishes.keys()) tile.watch();
  });

  function mount({ tile, cameraId, range, clock: played }: RecordedWish, element: HTMLElement): MountedRecorded {
    // A tile filled anew is another claim, whatever was in it.
    mounts += 1;
    const key = `recorded ${tile} ${mounts}`;
    const player = new RecordedTile({
      ...options,
      ...{ played, fetchPart, isPlayable },
      stage: createGlass(element, clock),
      media: book.doorOf(key),
      onReport: (report) => recordedReports.publish(tile, report),
      onBlanked: (proof) => book.reportBlank(key, proof),
    });
    wishes.set(player, { key, tile, cameraId, isBehind: false, range });
    changes.tell();
    player.setWindowShown(options.isWindowShown());
    const unwatch = book.watch(key, (status, atMs) => player.setViewing(status, atMs));
    return {
      setWish: (wish) => player.setWish(wish),
      close() {
        unwatch();
        player.close();
        wishes.delete(player);
        changes.tell();
        // Another may have been mounted in the same tile already.
        if (findPlayer(tile) === undefined) recordedReports.publish(tile, null);
      },
    };
  }

  return {
    mount,
    statusOf: (tile) => book.statusOf(tile),
    subscribe: (listener) => book.subscribe(listener),
    ask: (tile) => book.act("viewing.ask", tile),
    retry(tile) {
      findPlayer(tile)?.[0].tryAgain();
      return book.act("viewing.retry", tile);
    },
    async coverage(tile, span, signal) {
      const url = findPlayer(tile)?.[0].url() ?? null;
      return url === null ? null : await readCoverage({ ...span, url, fetchPart, signal });
    },
    mountThumbnail: (tile, canvas) =>
      mountThumbnail({
        ...{ canvas, fetchPart, hubNowMs },
        url: () => findPlayer(tile)?.[0].url() ?? null,
        watch: (listener) => book.watch(findPlayer(tile)?.[1].key ?? "", listener),
      }),
    setWindowShown(isShown) {
      for (const tile of wishes.keys()) tile.setWindowShown(isShown);
    },
    retryNow() {
      for (const tile of wishes.keys()) tile.tryAgain();
    },
    close() {
      stopWatch();
      for (const tile of wishes.keys()) tile.close();
      book.close();
    },
  };
}

/** Tiles are filled one by one; what was filled in one task becomes one question. */
function createCoalescer() {
  const listeners = new Set<() => void>();
  let isDue = false;
  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(): void {
      if (isDue) return;
      isDue = true;
      queueMicrotask(() => {
        isDue = false;
        for (const listener of listeners) listener();
      });
    },
  };
}
