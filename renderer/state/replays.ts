import type { TimeRange } from "../../contract/recorded.ts";
import type { MediaClock } from "../media/mediaClock.ts";
import { createPlaybackClock, type PlaybackClock } from "../playback/playbackClock.ts";
import { findDisplay } from "./actions.ts";
import { type Stores, withEntry } from "./stores.ts";

/** The first press goes back so far, and each further one by as much again, up to the last. */
const STEP_MS = 30_000;
const FURTHEST_MS = 90_000;
/** A view that begins here begins with a whole segment before the furthest moment. Our choice. */
const MARGIN_MS = 4_000;
/** How long a tile says why it shows no replay. */
const SAID_FOR_MS = 6_000;

/** A tile of the wall that shows what its camera saw a moment ago. */
export interface Replay {
  readonly cameraId: string;
  /** How long before now it was begun from. */
  readonly backMs: number;
  readonly range: TimeRange;
  readonly clock: PlaybackClock;
}

export interface ReplayState {
  /** By tile of this window's own display. */
  readonly byTile: ReadonlyMap<number, Replay>;
  /** Why a tile shows none, for as long as it is said. */
  readonly said: ReadonlyMap<number, string>;
}

export const NO_REPLAYS: ReplayState = { byTile: new Map(), said: new Map() };

/** `tile` absent: the selected one. False: there is nothing there to do it with, and nothing was done. */
export interface ReplayActions {
  /** 30 s back from now; again 60, then 90. */
  replay(tile?: number): boolean;
  /** Back to the picture of now. */
  endReplay(tile?: number): boolean;
  /** Ends a replay that cannot be shown, and says why in the tile. */
  refuseReplay(tile: number, words: string): void;
}

export function createReplayActions(stores: Stores, clock: MediaClock): ReplayActions {
  const { replays, selection } = stores;

  /** Only of the display this window shows itself: others are drawn as diagrams here. */
  function findCamera(tile: number): string | null {
    const own = stores.link.getState().identity?.display;
    const shown = findDisplay(stores);
    return shown === null || shown.display !== own ? null : (shown.tiles[tile - 1] ?? null);
  }

  function start(tile: number, cameraId: string, nowMs: number): Replay {
    const range = { fromMs: Math.floor(nowMs - FURTHEST_MS - MARGIN_MS), toMs: null };
    const bounds = () => ({ fromMs: range.fromMs, toMs: stores.clock.getState().hubNowMs ?? nowMs });
    const played = createPlaybackClock({ clock, atMs: nowMs - STEP_MS, bounds, isPlaying: true });
    const replay = { cameraId, backMs: STEP_MS, range, clock: played };
    replays.setState(({ byTile, said }) => ({ byTile: withEntry(byTile, tile, replay), said: without(said, tile) }));
    return replay;
  }

  function end(tile: number): boolean {
    const { byTile } = replays.getState();
    if (!byTile.has(tile)) return false;
    replays.setState({ byTile: without(byTile, tile) });
    return true;
  }

  return {
    replay(tile = selection.getState().tile) {
      const cameraId = findCamera(tile);
      const nowMs = stores.clock.getState().hubNowMs;
      if (cameraId === null || nowMs === null) return false;
      const before = replays.getState().byTile.get(tile);
      if (before === undefined || before.cameraId !== cameraId) {
        start(tile, cameraId, nowMs);
        return true;
      }
      const backMs = Math.min(FURTHEST_MS, before.backMs + STEP_MS);
      before.clock.seek(nowMs - backMs);
      before.clock.play();
      replays.setState(({ byTile }) => ({ byTile: withEntry(byTile, tile, { ...before, backMs }) }));
      return true;
    },
    endReplay: (tile = selection.getState().tile) => end(tile),
    refuseReplay(tile, words) {
      if (!end(tile)) return;
      replays.setState(({ said }) => ({ said: withEntry(said, tile, words) }));
      clock.after(SAID_FOR_MS, () => {
        const { said } = replays.getState();
        if (said.get(tile) === words) replays.setState({ said: without(said, tile) });
      });
    },
  };
}

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
