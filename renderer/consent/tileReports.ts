import type { TileReport } from "../media/tileReport.ts";

/** What the tiles of this window show now, by tile number. */
export interface TileReports {
  /** Null for a tile without a picture of its own: empty, or not yet mounted. */
  get(tile: number): TileReport | null;
  /** Heard after each change, about four times a second while a tile plays. */
  subscribe(tile: number, listener: () => void): () => void;
  publish(tile: number, report: TileReport | null): void;
}

export function createTileReports(): TileReports {
  const reports = new Map<number, TileReport>();
  const listeners = new Map<number, Set<() => void>>();
  return {
    get: (tile) => reports.get(tile) ?? null,
    subscribe(tile, listener) {
      const heard = listeners.get(tile) ?? new Set();
      listeners.set(tile, heard.add(listener));
      return () => heard.delete(listener);
    },
    publish(tile, report) {
      if (report === null) reports.delete(tile);
      else reports.set(tile, report);
      for (const listener of listeners.get(tile) ?? []) listener();
    },
  };
}

/** The one set of reports of this window. */
export const tileReports = createTileReports();
