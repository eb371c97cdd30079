import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import type { BlankProof } from "../media/coverProof.ts";
import type { MediaDoor } from "../media/pictureStart.ts";
import { type AllowanceListener, ClaimBook, type ClaimBookOptions, type StatusListener } from "./claimBook.ts";
import { keyTiles, type TileBehind } from "./keyTiles.ts";

/** The wall's tiles of the display this window shows. */
export interface TilesPort {
  /** `tiles[N - 1]` is the camera in tile N; empty while nobody is signed in. */
  tiles(): readonly (string | null)[];
  /** Cameras to be connected behind some of them. */
  behind(): readonly TileBehind[];
  /** Heard after each change. */
  subscribe(listener: () => void): () => void;
}

/** This window's claims on viewings, one for each filled tile. */
export interface Claims {
  /** What the consent check says about the camera in a tile; null while it has no claim. */
  statusOf(tile: number): ViewingStatus | null;
  /** The same for one key of {@link keyTiles}, shown or behind. */
  statusOfKey(key: string): ViewingStatus | null;
  claimIdOf(tile: number): string | null;
  /** Heard after any tile's status or claim has changed: for drawing. */
  subscribe(listener: () => void): () => void;
  /** News for one key of {@link keyTiles}: for covering. Told the present status at once. */
  watch(key: string, listener: StatusListener): () => void;
  /** What the decode budget leaves one key of {@link keyTiles}. Told the present step at once. */
  watchAllowance(key: string, listener: AllowanceListener): () => void;
  /** The desk's side of a tile's pictures. */
  doorOf(key: string): MediaDoor;
  reportBlank(key: string, proof: BlankProof): void;
  /** The operator asks the owner for the camera in a tile. */
  ask(tile: number): Promise<void>;
  /** The operator tries a refused or ended viewing again. */
  retry(tile: number): Promise<void>;
  close(): void;
}

export interface ClaimsOptions extends Omit<ClaimBookOptions, "tiles" | "subscribe"> {
  readonly wall: TilesPort;
}

/** Mirrors the wall: claims viewings for new tiles in one call, releases those of emptied ones. */
export function createClaims({ wall, ...options }: ClaimsOptions): Claims {
  const tiles = () => keyTiles(wall.tiles(), wall.behind());
  return mirrorClaims({ ...options, tiles, subscribe: (listener) => wall.subscribe(listener) });
}

/** Claims for whatever tiles there are, kept in line with them. */
export function mirrorClaims(options: ClaimBookOptions): Claims {
  const book = new ClaimBook(options);
  // Handed to React as they are, so they must not need their object.
  return {
    statusOf: (tile) => book.statusOf(tile),
    statusOfKey: (key) => book.statusOfKey(key),
    claimIdOf: (tile) => book.claimIdOf(tile),
    subscribe: (listener) => book.subscribe(listener),
    watch: (key, listener) => book.watch(key, listener),
    watchAllowance: (key, listener) => book.watchAllowance(key, listener),
    doorOf: (key) => book.doorOf(key),
    reportBlank: (key, proof) => book.reportBlank(key, proof),
    ask: (tile) => book.act("viewing.ask", tile),
    retry: (tile) => book.act("viewing.retry", tile),
    close: () => book.close(),
  };
}
