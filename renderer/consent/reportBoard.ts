/** What the tiles of a window show now, by tile number. */
export interface ReportBoard<Report, Shown> {
  /** Null for a tile without a picture of its own: empty, or not yet mounted. */
  get(tile: number): Report | null;
  /** Heard after each report, several times a second while a tile plays: not for drawing a whole tile. */
  subscribe(tile: number, listener: () => void): () => void;
  /** The same object until something in it changes. */
  getShown(tile: number): Shown | null;
  subscribeShown(tile: number, listener: () => void): () => void;
  publish(tile: number, report: Report | null): void;
}

/** `pick`: the part of a report that is drawn anew when one of its values is another. */
export function createReportBoard<Report, Shown extends object>(
  pick: (report: Report) => Shown,
): ReportBoard<Report, Shown> {
  const reports = new Map<number, Report>();
  const shown = new Map<number, Shown>();
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
        const picked = pick(report);
        if (before === undefined || !areSame(before, picked)) shown.set(tile, picked);
      }
      listeners.tell(tile);
      if (shown.get(tile) !== before) shownListeners.tell(tile);
    },
  };
}

function areSame(a: object, b: object): boolean {
  const entries = Object.entries(b);
  const before = new Map<string, unknown>(Object.entries(a));
  return entries.every(([name, value]) => before.get(name) === value);
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
