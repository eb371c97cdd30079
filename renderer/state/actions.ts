import type { DeskMethod, DeskParams, DeskResult } from "../../contract/deskApi.ts";
import { findLayout, type LayoutChoice } from "../../contract/layouts.ts";
import { type SettingsChange, withChosen } from "../../contract/settings.ts";
import type { Purpose } from "../../contract/viewings.ts";
import type { Display } from "../../contract/wall.ts";
import type { DeskClient } from "../desk/deskClient.ts";
import type { MediaClock } from "../media/mediaClock.ts";
import { createActQueue } from "./actQueue.ts";
import { type ClipActions, createClipActions } from "./clipActions.ts";
import { createDisplayActions, type DisplayActions } from "./displayActions.ts";
import { createFootageActions, type FootageActions } from "./footageActions.ts";
import { createIncidentActions, type IncidentActions } from "./incidentActions.ts";
import type { Notices } from "./notices.ts";
import { createReplayActions, type ReplayActions } from "./replays.ts";
import { createStationActions, type StationActions } from "./stationActions.ts";
import type { PlaybackWish, SelectionState, Stores } from "./stores.ts";
import { createTileActions, type TileActions } from "./tileActions.ts";
import { createTrainingActions, type TrainingActions } from "./trainingActions.ts";
import { createViewActions, type ViewActions } from "./viewActions.ts";

/** Everything an operator can do from a window. What fails is told as a notice; nothing is thrown. */
export interface Actions
  extends ViewActions,
    TileActions,
    DisplayActions,
    FootageActions,
    ClipActions,
    IncidentActions,
    ReplayActions,
    StationActions,
    TrainingActions {
  select(change: Partial<SelectionState>): void;
  setLayout(layout: LayoutChoice): void;
  /** Into the selected tile; or, when `tile` says so, into that one. Null empties it. */
  assign(cameraId: string | null, tile?: number): void;
  /** Like {@link assign}, but a filled selected tile gives way to the next empty one. */
  place(cameraId: string): void;
  /** Exactly these cameras on a display, in the layout that holds them; undo takes it back. */
  show(display: number, cameraIds: readonly string[]): void;
  /** Goes to the Playback screen with an incident's cameras, or with one camera. */
  playBack(wish: PlaybackWish): void;
  /** Goes to the map, flies to the camera and marks it. */
  findOnMap(cameraId: string): void;
  swap(a: number, b: number): void;
  undo(): void;
  clearWall(): void;
  setPurpose(displays: readonly number[], purpose: Purpose): void;
  clearPurpose(display: number): void;
  answerApproval(requestId: string, answer: DeskParams<"approvals.answer">["answer"]): void;
  /** Shown at once, before the desk has answered. */
  setSettings(change: SettingsChange): void;
  lock(): void;
  signOut(): void;
}

/** The display a window arranges, with a plain wall before the desk has told of it. */
export function findDisplay(stores: Stores): Display | null {
  const { display } = stores.selection.getState();
  return stores.wall.getState().wall?.displays.find((candidate) => candidate.display === display) ?? null;
}

/**
 * The tile for one more camera: the selected one when empty, else the first empty one, else the selected one, unless it
 * is pinned and another is not. The hotspot is for what is selected.
 */
export function chooseTile({ layout, tiles, hotspot, pinned }: Display, selectedTile: number): number {
  const isEmpty = (tile: number) => (tiles[tile - 1] ?? null) === null && tile !== hotspot;
  const isLoose = (tile: number) => !pinned.includes(tile) && tile !== hotspot;
  if (isEmpty(selectedTile)) return selectedTile;
  const all = findLayout(layout).places.map((_, index) => index + 1);
  return all.find(isEmpty) ?? [selectedTile, ...all].find(isLoose) ?? selectedTile;
}

export function createActions(client: DeskClient, stores: Stores, notices: Notices, clock: MediaClock): Actions {
  const queue = createActQueue((method, params) => client.call(method, params), clock);
  function run<M extends DeskMethod>(method: M, params: DeskParams<M>): Promise<DeskResult<M> | null> {
    return client.call(method, params).catch((fault: unknown) => {
      notices.tellFault(fault);
      return null;
    });
  }
  /** A change of the wall: in turn, and left out where the next one of the same kind makes it pointless. */
  const arrange: Run = (method, params, about = null) =>
    queue.act(method, params, about).catch((fault: unknown) => {
      notices.tellFault(fault);
      return null;
    });
  const select = (change: Partial<SelectionState>) => stores.selection.setState(change);
  const here = () => stores.selection.getState();
  const assign = (cameraId: string | null, tile = here().tile) => {
    const { display } = here();
    arrange("wall.assign", { display, items: [{ tile, cameraId }] }, `assign ${display} ${tile}`);
  };
  return {
    select,
    assign,
    place(cameraId) {
      const display = findDisplay(stores);
      if (display === null) return;
      const tile = chooseTile(display, here().tile);
      select({ tile });
      assign(cameraId, tile);
    },
    setLayout(layout) {
      const { display } = here();
      arrange("wall.setLayout", { display, layout }, `layout ${display}`);
    },
    show(display, cameraIds) {
      select({ screen: "wall", tile: 1, fullTile: null });
      run("wall.show", { display, cameraIds: [...cameraIds] });
    },
    playBack: (wish) => select({ playbackWish: { ...wish } }),
    findOnMap: (cameraId) => select({ screen: "map", mapWish: { cameraId } }),
    swap(a, b) {
      if (a !== b) arrange("wall.swap", { display: here().display, a, b });
    },
    undo: () => void arrange("wall.undo", {}),
    clearWall() {
      const { display } = here();
      arrange("wall.clear", { display }, `clear ${display}`);
    },
    ...createTileActions({ arrange, stores, select }),
    setPurpose(displays, purpose) {
      for (const display of displays) run("purpose.set", { display, purpose });
    },
    clearPurpose: (display) => void run("purpose.clear", { display }),
    ...createIncidentActions(run, stores),
    ...createReplayActions(stores, clock),
    ...createStationActions(run),
    ...createTrainingActions(run),
    ...createViewActions({
      run,
      arrange,
      here: () => findDisplay(stores),
      goToWall: () => select({ screen: "wall", tile: 1, fullTile: null }),
    }),
    ...createFootageActions(run),
    ...createClipActions(run),
    answerApproval: (requestId, answer) => void run("approvals.answer", { requestId, answer }),
    ...createDisplayActions(run),
    setSettings(change) {
      const { settings } = stores.settings.getState();
      const personal = withChosen(settings.personal, change.personal);
      const station = withChosen(settings.station, change.station);
      stores.settings.setState({ settings: { ...settings, personal, station } });
      // The whole group: a call that is left out for a later one then leaves nothing out.
      const whole = { ...(change.personal && { personal }), ...(change.station && { station }) };
      arrange("settings.put", { change: whole }, `settings ${Object.keys(whole).join(" ")}`);
    },
    lock: () => void run("session.lock", {}),
    signOut: () => void run("session.signOut", {}),
  };
}

export type Run = <M extends DeskMethod>(
  method: M,
  params: DeskParams<M>,
  /** For changes of the wall: what the next one of the same makes pointless. */
  about?: string | null,
) => Promise<DeskResult<M> | null>;
