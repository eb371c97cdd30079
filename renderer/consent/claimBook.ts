import type { BudgetStep } from "../../contract/budget.ts";
import type { DeskResult } from "../../contract/deskApi.ts";
import { Fault } from "../../contract/faults.ts";
import type { TimeRange } from "../../contract/recorded.ts";
import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import type { BlankProof } from "../media/coverProof.ts";
import type { MediaClock } from "../media/mediaClock.ts";
import type { MediaDoor } from "../media/pictureStart.ts";
import type { DeskPort } from "./deskPort.ts";
import type { FilledTile } from "./keyTiles.ts";

/** After a claim could not be made, how long until the next try. Our choice. */
const CLAIM_AGAIN_MS = 1_000;

/** News for one tile, heard in the same task as it came in. `atMs`: monotonic time of its arrival. */
export type StatusListener = (status: ViewingStatus | null, atMs: number) => void;

/** What the station's decode budget leaves a tile, heard in the same task as it came in. */
export type AllowanceListener = (step: BudgetStep) => void;

/** A tile that wants a viewing: of now, or of what was recorded in a range. */
export interface ClaimedTile extends FilledTile {
  readonly range?: TimeRange;
}

export interface ClaimBookOptions {
  readonly client: DeskPort;
  readonly clock: MediaClock;
  /** Told of calls that failed for another reason than a lost connection. */
  readonly onFault: (fault: unknown) => void;
  /** The tiles that want viewings, by keys that stay with them. */
  readonly tiles: () => readonly ClaimedTile[];
  readonly subscribe: (listener: () => void) => () => void;
}

interface Entry {
  tile: ClaimedTile;
  claimId: string | null;
  status: ViewingStatus | null;
}

/** The claims of whatever tiles there are, kept in line with them. */
export class ClaimBook {
  readonly #client: DeskPort;
  readonly #tiles: () => readonly ClaimedTile[];
  readonly #clock: MediaClock;
  readonly #onFault: (fault: unknown) => void;
  readonly #entries = new Map<string, Entry>();
  readonly #keyByClaim = new Map<string, string>();
  readonly #listeners = new Set<() => void>();
  readonly #watchers = new Map<string, Set<StatusListener>>();
  readonly #allowanceWatchers = new Map<string, Set<AllowanceListener>>();
  readonly #closers: (() => void)[];
  /** By claim; those not named may cost what their size asks for. */
  #allowances: ReadonlyMap<string, BudgetStep> = new Map();
  /** News that came in before the answer that told which tile it is for. */
  readonly #early = new Map<string, ViewingStatus>();
  #isAsking = false;
  #cancelAgain = () => {};

  constructor({ client, tiles, subscribe, clock, onFault }: ClaimBookOptions) {
    this.#client = client;
    this.#tiles = tiles;
    this.#clock = clock;
    this.#onFault = onFault;
    this.#closers = [
      subscribe(() => this.#mirror()),
      client.on("viewing.changed", ({ claimId, status }) => this.#hear(claimId, status)),
      client.on("budget.changed", ({ allowances }) => this.#hearAllowances(allowances)),
      client.onOpenChanged(() => this.#forgetClaims()),
    ];
    this.#mirror();
  }

  statusOf(tile: number): ViewingStatus | null {
    return this.#find(tile)?.status ?? null;
  }

  statusOfKey(key: string): ViewingStatus | null {
    return this.#entries.get(key)?.status ?? null;
  }

  claimIdOf(tile: number): string | null {
    return this.#find(tile)?.claimId ?? null;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  watch(key: string, listener: StatusListener): () => void {
    const watchers = this.#watchers.get(key) ?? new Set();
    this.#watchers.set(key, watchers.add(listener));
    listener(this.#entries.get(key)?.status ?? null, this.#clock.nowMs());
    return () => watchers.delete(listener);
  }

  watchAllowance(key: string, listener: AllowanceListener): () => void {
    const watchers = this.#allowanceWatchers.get(key) ?? new Set();
    this.#allowanceWatchers.set(key, watchers.add(listener));
    listener(this.#allowanceOf(key));
    return () => watchers.delete(listener);
  }

  doorOf(key: string): MediaDoor {
    return {
      open: (protocol, rendition, frames) => {
        const claimId = this.#entries.get(key)?.claimId ?? null;
        if (claimId === null) return Promise.reject(new Fault("GRANT_WRONG"));
        return this.#client.call("viewing.openMedia", { claimId, protocol, rendition, frames });
      },
      close: (handleId) => this.#send(this.#client.call("viewing.closeMedia", { handleId })),
    };
  }

  reportBlank(key: string, { blankedAfterMs, framesAfter }: BlankProof): void {
    const claimId = this.#entries.get(key)?.claimId ?? null;
    if (claimId !== null) this.#send(this.#client.call("viewing.blanked", { claimId, blankedAfterMs, framesAfter }));
  }

  async act(method: "viewing.ask" | "viewing.retry", tile: number): Promise<void> {
    const claimId = this.claimIdOf(tile);
    if (claimId !== null) await this.#client.call(method, { claimId });
  }

  close(): void {
    for (const close of this.#closers) close();
    this.#cancelAgain();
  }

  #find(tile: number): Entry | undefined {
    return [...this.#entries.values()].find((entry) => entry.tile.tile === tile && !entry.tile.isBehind);
  }

  /** Sends what needs no answer. A connection that went takes the claims with it, so nothing is lost then. */
  #send(call: Promise<unknown>): void {
    call.catch((fault: unknown) => {
      if (this.#client.isOpen()) this.#onFault(fault);
    });
  }

  #mirror(): void {
    const wanted = new Map(this.#tiles().map((tile) => [tile.key, tile]));
    const released: string[] = [];
    for (const [key, entry] of this.#entries) {
      if (wanted.has(key)) continue;
      this.#entries.delete(key);
      if (entry.claimId !== null) released.push(entry.claimId);
      this.#tell(key, null);
    }
    for (const [key, tile] of wanted) {
      const entry = this.#entries.get(key);
      if (entry === undefined) this.#entries.set(key, { tile, claimId: null, status: null });
      else entry.tile = tile;
    }
    this.#release(released);
    this.#claimMissing();
    this.#announce();
  }

  #release(claimIds: string[]): void {
    for (const claimId of claimIds) this.#keyByClaim.delete(claimId);
    if (claimIds.length > 0 && this.#client.isOpen()) this.#send(this.#client.call("viewing.release", { claimIds }));
  }

  /** One call for all, so that the hub is asked one question. While one is under way, the next waits for it. */
  #claimMissing(): void {
    const missing = [...this.#entries.values()].filter((entry) => entry.claimId === null);
    if (missing.length === 0 || this.#isAsking || !this.#client.isOpen()) return;
    this.#cancelAgain();
    this.#isAsking = true;
    const items = missing.map(({ tile: { tile, cameraId, range } }) =>
      range === undefined ? { tile, cameraId } : { tile, cameraId, range },
    );
    this.#client.call("viewing.claim", { items }).then(
      ({ claims }) => {
        this.#takeClaims(missing, claims);
        this.#endAsking();
        this.#claimMissing();
      },
      (fault: unknown) => {
        this.#endAsking();
        this.#claimLater(fault);
      },
    );
  }

  #endAsking(): void {
    this.#isAsking = false;
    this.#early.clear();
  }

  #takeClaims(asked: readonly Entry[], claims: DeskResult<"viewing.claim">["claims"]): void {
    const unwanted: string[] = [];
    claims.forEach(({ claimId, status }, index) => {
      const entry = asked[index];
      if (entry === undefined || this.#entries.get(entry.tile.key) !== entry) {
        unwanted.push(claimId);
        return;
      }
      entry.claimId = claimId;
      this.#keyByClaim.set(claimId, entry.tile.key);
      this.#tellAllowance(entry.tile.key);
      this.#hear(claimId, this.#early.get(claimId) ?? status);
    });
    this.#release(unwanted);
  }

  #claimLater(fault: unknown): void {
    if (!this.#client.isOpen()) return;
    this.#onFault(fault);
    this.#cancelAgain();
    this.#cancelAgain = this.#clock.after(CLAIM_AGAIN_MS, () => this.#claimMissing());
  }

  #hear(claimId: string, status: ViewingStatus): void {
    const key = this.#keyByClaim.get(claimId);
    const entry = key === undefined ? undefined : this.#entries.get(key);
    if (key === undefined || entry === undefined) {
      if (this.#isAsking) this.#early.set(claimId, status);
      return;
    }
    entry.status = status;
    this.#tell(key, status);
    this.#announce();
  }

  #hearAllowances(allowances: readonly { claimId: string; step: BudgetStep }[]): void {
    this.#allowances = new Map(allowances.map(({ claimId, step }) => [claimId, step]));
    for (const key of this.#entries.keys()) this.#tellAllowance(key);
  }

  #allowanceOf(key: string): BudgetStep {
    const claimId = this.#entries.get(key)?.claimId ?? null;
    return claimId === null ? "full" : (this.#allowances.get(claimId) ?? "full");
  }

  #tellAllowance(key: string): void {
    const step = this.#allowanceOf(key);
    for (const watcher of this.#allowanceWatchers.get(key) ?? []) watcher(step);
  }

  /** Claims belong to a connection: without one nothing may be shown, and a new one starts from nothing. */
  #forgetClaims(): void {
    this.#keyByClaim.clear();
    for (const [key, entry] of this.#entries) {
      this.#entries.set(key, { tile: entry.tile, claimId: null, status: null });
      this.#tell(key, null);
    }
    this.#claimMissing();
    this.#announce();
  }

  #tell(key: string, status: ViewingStatus | null): void {
    const nowMs = this.#clock.nowMs();
    for (const watcher of this.#watchers.get(key) ?? []) watcher(status, nowMs);
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }
}
