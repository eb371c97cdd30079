import { MAX_REPORT_BYTES, type StationDisplay, type StationReport } from "../../../contract/stations.ts";
import type { TileState } from "../../../contract/tileStates.ts";
import type { Display } from "../../../contract/wall.ts";

/** What a window shows in one tile. A display's own window counts before the console's copy of it. */
export interface ShownTile {
  readonly display: number;
  readonly tile: number;
  readonly cameraId: string;
  readonly isOwnWindow: boolean;
  readonly state: TileState;
}

/** What a desk tells the hub of its displays: cameras and states, never a picture, a note or an address. */
export function describeReport(
  displays: readonly Display[],
  shown: readonly ShownTile[],
  isLocked: boolean,
): StationReport {
  const states = new Map<string, TileState>();
  const ranked = [...shown].sort((a, b) => Number(a.isOwnWindow) - Number(b.isOwnWindow));
  for (const { display, tile, cameraId, state } of ranked) states.set(nameTile(display, tile, cameraId), state);
  const whole = displays.map((display) => describeDisplay(display, states));
  return { isLocked, displays: cutToFit(whole) };
}

function describeDisplay(
  { display, layout, tiles, purpose, hasWindow }: Display,
  states: ReadonlyMap<string, TileState>,
): StationDisplay {
  return {
    display,
    layout,
    tiles: tiles.map((cameraId, at) =>
      cameraId === null ? null : { cameraId, state: states.get(nameTile(display, at + 1, cameraId)) ?? null },
    ),
    purpose: purpose === null ? null : describePurpose(purpose),
    hasWindow,
    isCut: false,
  };
}

function describePurpose({ code, incidentId }: NonNullable<Display["purpose"]>): StationDisplay["purpose"] {
  return { code, ...(incidentId === undefined ? {} : { incidentId }) };
}

/** The last displays lose their tiles first, and then even the shape of their layout, until the whole is small enough. */
function cutToFit(displays: readonly StationDisplay[]): StationDisplay[] {
  const kept = [...displays];
  for (let at = kept.length - 1; at >= 0 && measureBytes(kept) > MAX_REPORT_BYTES; at--) {
    const display = kept[at];
    if (display !== undefined) kept[at] = { ...display, layout: "1x1", tiles: [], isCut: true };
  }
  return kept;
}

/** Room for what stands around the displays. */
const AROUND_BYTES = 64;

function measureBytes(displays: readonly StationDisplay[]): number {
  return Buffer.byteLength(JSON.stringify(displays)) + AROUND_BYTES;
}

function nameTile(display: number, tile: number, cameraId: string): string {
  return `${display} ${tile} ${cameraId}`;
}
