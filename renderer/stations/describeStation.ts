import { findLayout } from "../../contract/layouts.ts";
import type { Station, StationDisplay, StationState } from "../../contract/stations.ts";
import type { CameraBook } from "../state/cameraBook.ts";
import type { MarkName } from "../ui/StateMark.tsx";
import { stationWords as words } from "../ui/stationWords.ts";

/** Shape and colour of a station's state; its word is in the words file. */
export const STATION_MARKS: Readonly<Record<StationState, MarkName>> = {
  "signed-in": "live",
  unattended: "recorded",
  locked: "refused",
  "signed-out": "offline",
  gone: "silent",
};

/** Where the diagram stands: a station, or one of its displays. */
export interface Place {
  readonly stationId: string;
  readonly display: number | null;
}

/** One tile of a diagram. */
export interface DiagramTile {
  readonly tile: number;
  readonly left: string;
  readonly top: string;
  readonly width: string;
  readonly height: string;
  readonly number: string;
  readonly name: string;
  /** Null where no window shows the display: what it would be is not known. */
  readonly mark: MarkName | null;
}

/** Filled tiles of a display, with places as shares of it. */
export function placeDiagram({ layout, tiles }: StationDisplay, book: CameraBook): DiagramTile[] {
  const { columns, rows, places } = findLayout(layout);
  const share = (cells: number, of: number) => `${(cells / of) * 100}%`;
  return places.map((place, index) => {
    const shown = tiles[index] ?? null;
    const camera = shown === null ? undefined : book.byId.get(shown.cameraId);
    return {
      tile: index + 1,
      left: share(place.column, columns),
      top: share(place.row, rows),
      width: share(place.columns, columns),
      height: share(place.rows, rows),
      number: shown === null ? "" : (camera?.number ?? "?"),
      name: camera?.name ?? "",
      mark: shown?.state ?? null,
    };
  });
}

/** States in which a tile shows what was asked for. */
const GOOD: ReadonlySet<MarkName> = new Set(["live", "delayed", "recorded", "training-paused"]);

/** A display in words: how much it shows, and what is amiss. */
export function describeDisplay(display: StationDisplay): string {
  if (display.isCut) return words.cut;
  const filled = display.tiles.filter((tile) => tile !== null);
  if (filled.length === 0) return words.noDisplays;
  const troubled = filled.filter(({ state }) => state !== null && !GOOD.has(state)).length;
  const parts = [words.shows(filled.length)];
  if (troubled > 0) parts.push(words.troubled(troubled));
  if (!display.hasWindow && display.display !== 1) parts.push(words.noWindow);
  return parts.join(", ");
}

/** Whether what was typed names a station, who is there, or a camera it shows. */
export function matchesStation(station: Station, book: CameraBook, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return true;
  const cameras = station.displays.flatMap(({ tiles }) =>
    tiles.flatMap((tile) => (tile === null ? [] : [book.byId.get(tile.cameraId)])),
  );
  const texts = [station.name, station.operatorLabel ?? "", ...cameras.flatMap((camera) => camera?.number ?? [])];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

/** One's own station first, then those at work, then by name; equal names by id, so that nothing jumps about. */
export function rankStations(stations: readonly Station[]): Station[] {
  const rank = ({ isOwn, state }: Station) => (isOwn ? 0 : state === "signed-out" ? 2 : 1);
  return [...stations].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      a.name.localeCompare(b.name, "en", { numeric: true }) ||
      a.stationId.localeCompare(b.stationId, "en"),
  );
}

/** The places of a diagram in reading order, for moving by keys. */
export function listPlaces(stations: readonly Station[]): Place[] {
  return stations.flatMap(({ stationId, displays }) => [
    { stationId, display: null },
    ...displays.map(({ display }) => ({ stationId, display })),
  ]);
}

export function namePlace({ stationId, display }: Place): string {
  return `${stationId} ${display ?? "station"}`;
}
