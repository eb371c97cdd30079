import type { PushedView } from "../../contract/stations.ts";
import type { Purpose } from "../../contract/viewings.ts";
import type { View } from "../../contract/views.ts";
import type { Display } from "../../contract/wall.ts";
import type { CameraBook } from "../state/cameraBook.ts";
import { formatCount } from "../ui/format.ts";
import { stationWords as words } from "../ui/stationWords.ts";

/** Something that can be pushed: what a display here shows, a saved view, or one camera. */
export interface PushSource {
  readonly sourceId: string;
  readonly name: string;
  /** Beside the name: whose it is, or how much. */
  readonly aside: string;
  readonly view: PushedView;
  /** The purpose it comes with, if it has one. */
  readonly purpose: Purpose | null;
}

export interface SourceGroup {
  readonly title: string;
  /** How many fit, of which the first are listed. */
  readonly count: number;
  readonly sources: readonly PushSource[];
  readonly footnote?: string;
}

/** Cameras offered before anything is typed, and most found. Our choice: what fits on a screen. */
const MAX_CAMERAS_LISTED = 60;

interface Known {
  readonly stationName: string;
  readonly displays: readonly Display[];
  readonly views: readonly View[];
  readonly book: CameraBook;
}

/** What can be pushed from here, as far as its name or number holds what was typed. */
export function listSources({ stationName, displays, views, book }: Known, query: string): SourceGroup[] {
  const wanted = query.trim().toLowerCase();
  const fits = (...texts: string[]) => texts.some((text) => text.toLowerCase().includes(wanted));
  const own = displays
    .filter(({ tiles }) => tiles.some((cameraId) => cameraId !== null))
    .map((display) => describeDisplay(display, stationName));
  const saved = views.map(describeView);
  const found = [...book.byId.values()].filter(({ hasStream, number, name }) => hasStream && fits(number, name));
  found.sort((a, b) => a.number.localeCompare(b.number, "en", { numeric: true }));
  const cameras = found.slice(0, MAX_CAMERAS_LISTED).map(describeCamera);
  const more = found.length - cameras.length;
  const groups: SourceGroup[] = [
    countAll(
      words.ownDisplays,
      own.filter(({ name }) => fits(name)),
    ),
    countAll(
      words.views,
      saved.filter(({ name }) => fits(name)),
    ),
    {
      ...{ title: words.cameras, count: found.length, sources: cameras },
      ...(more > 0 ? { footnote: words.moreCameras(formatCount(more)) } : {}),
    },
  ];
  const filled = groups.filter(({ sources }) => sources.length > 0);
  return filled.length > 0 ? filled : [{ title: words.cameras, count: 0, sources: [], footnote: words.noSource }];
}

function describeDisplay(
  { display, layout, tiles, sequences, hotspot, purpose }: Display,
  stationName: string,
): PushSource {
  const name = words.ownDisplay(display);
  const turning = sequences.map(({ tile, cameraIds, dwellMs }) => ({ tile, cameraIds, dwellMs }));
  const view = { name: words.displayOf(display, stationName), layout, tiles: [...tiles], sequences: turning, hotspot };
  return { sourceId: `display ${display}`, name, aside: countCameras(tiles), view, purpose };
}

function countAll(title: string, sources: readonly PushSource[]): SourceGroup {
  return { title, count: sources.length, sources };
}

function describeView({ id, name, isOwn, ownerLabel, layout, tiles, sequences, hotspot }: View): PushSource {
  const aside = isOwn ? countCameras(tiles) : ownerLabel;
  return { sourceId: `view ${id}`, name, aside, view: { name, layout, tiles, sequences, hotspot }, purpose: null };
}

function describeCamera({ id, number, name }: { id: string; number: string; name: string }): PushSource {
  const called = `${number} ${name}`;
  const view = { name: called, layout: "1x1" as const, tiles: [id], sequences: [], hotspot: null };
  return { sourceId: `camera ${id}`, name: called, aside: "", view, purpose: null };
}

function countCameras(tiles: readonly (string | null)[]): string {
  return words.shows(tiles.filter((cameraId) => cameraId !== null).length);
}
