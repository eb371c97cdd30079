import type { TileReport } from "../media/tileReport.ts";

/** The part of a report that is drawn anew when it changes, not with every frame. */
export type ShownReport = Pick<
  TileReport,
  "state" | "isBlank" | "rendition" | "frames" | "oddHeightPx" | "reason" | "blankedAfterMs"
>;

/** What the tiles of this window show now, by tile number. */
export interface TileReports {
  /** Null for a tile without a picture of its own: empty, or not yet mounted. */
  get(tile: number): TileReport | null;
  /** Heard after each report, about four times a second while a tile plays: not for drawing a whole tile. */
  subscribe(tile: number, listener: () => void): () => void;
  /** The same object until something in it changes. */
  getShown(tile: number): ShownReport | null;
  subscribeShown(tile: number, listener: () => void): () => void;
  publish(tile: number, report: TileReport | null): void;
}

export function createTileReports(): TileReports {
  const reports = new Map<number, TileReport>();
  const shown = new Map<number, ShownReport>();
  const listeners = createListeners();
  const shownListeners = createListeners();
  return {
    get: (tile) => reports.get(tile) ?? null,
    subscribe: listeners.add,
    getShown: (tile) => shown.get(tile) ?? null,
    subscribeShown: shownListeners.add,
    publish(tile, report) {
      const before = shown.get(tile);
      if (report === null) {
        reports.delete(tile);
        shown.delete(tile);
      } else {
        reports.set(tile, report);
        if (before === undefined || !isShownSame(before, report)) shown.set(tile, pickShown(report));
      }
      listeners.tell(tile);
      if (shown.get(tile) !== before) shownListeners.tell(tile);
    },
  };
}

function createListeners() {
  const byTile = new Map<number, Set<() => void>>();
  return {
    add(tile: number, listener: () => void): () => void {
      const heard = byTile.get(tile) ?? new Set();
      byTile.set(tile, heard.add(listener));
      return () => heard.delete(listener);
    },
    tell(tile: number): void {
      for (const listener of byTile.get(tile) ?? []) listener();
    },
  };
}

function pickShown({
  state,
  isBlank,
  rendition,
  frames,
  oddHeightPx,
  reason,
  blankedAfterMs,
}: ShownReport): ShownReport {
  return { state, isBlank, rendition, frames, oddHeightPx, reason, blankedAfterMs };
}

function isShownSame(a: ShownReport, b: ShownReport): boolean {
  return (
    a.state === b.state &&
    a.isBlank === b.isBlank &&
    a.rendition === b.rendition &&
    a.frames === b.frames &&
    a.oddHeightPx === b.oddHeightPx &&
    a.reason === b.reason &&
    a.blankedAfterMs === b.blankedAfterMs
  );
}

/** The one set of reports of this window. */
export const tileReports = createTileReports();
