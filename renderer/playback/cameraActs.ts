import { choosePurposeOf } from "../../contract/incidents.ts";
import { MAX_PLAYBACK_TILES, PLAYBACK_FIRST_TILE } from "../../contract/recorded.ts";
import { playbackWords } from "../ui/playbackWords.ts";
import { chooseRange, chooseStart, chooseView, findFreeTile, planOpening } from "./planPlayback.ts";
import { findOwnDisplay, type PlaybackParts } from "./playbackParts.ts";
import { NO_PLAYBACK } from "./playbackStore.ts";

/** What an operator does with the cameras of a playback. */
export interface CameraActs {
  /** Cameras near an incident, a little before its time, with the incident as purpose. */
  openIncident(incidentId: string): Promise<void>;
  /** These cameras from a moment on, for the purpose that is set; the first is selected. */
  open(cameraIds: readonly string[], atMs: number): void;
  /** One camera from a moment ago: what has just been seen live. */
  openFromNow(cameraId: string): void;
  /** One more beside those that are there; why not is told. */
  add(cameraId: string): void;
  remove(cameraId: string): void;
  select(cameraId: string): void;
  /** The same for a camera that may not be among them. */
  selectIfThere(cameraId: string): void;
  selectNext(by: 1 | -1): void;
  /** By the position of its tile, 1 for the first. Whether there is one. */
  selectAt(position: number): boolean;
  toggleFull(cameraId?: string): void;
  /** Whether one was shown over all others and no longer is. */
  leaveFull(): boolean;
  /** The same cameras, live on the wall. */
  goLive(): void;
  /** Nothing of it is kept. */
  forget(): void;
}

/** Without an incident playback begins so long ago: what has just been missed. Our choice. */
const JUST_NOW_MS = 60_000;
/** Playback from a live tile begins a little before what made somebody want it. Our choice. */
const BEFORE_NOW_MS = 15_000;

export function createCameraActs({ model, store, clock, nowMs }: PlaybackParts): CameraActs {
  const { client, stores, notices, actions } = model;

  function open(cameraIds: readonly string[], atMs: number): void {
    const cameras = cameraIds
      .slice(0, MAX_PLAYBACK_TILES)
      .map((cameraId, index) => ({ tile: PLAYBACK_FIRST_TILE + index, cameraId }));
    clock.pause();
    clock.setSpeed(1);
    store.setState({
      ...{ cameras, selectedId: cameras[0]?.cameraId ?? null, fullId: null, left: [], entry: null },
      ...{ inMs: null, outMs: null, range: chooseRange(atMs, nowMs()), view: chooseView(atMs, nowMs()) },
    });
    clock.seek(atMs);
    if (cameras.length > 0) clock.play();
    actions.select({ screen: "playback" });
  }

  async function openIncident(incidentId: string): Promise<void> {
    const incident = stores.incidents.getState().byId.get(incidentId);
    if (incident === undefined) return;
    const display = findOwnDisplay(stores)?.display ?? 1;
    // What is over is looked into; what is not is answered.
    const code = incident.closedAtMs === undefined ? choosePurposeOf(incident.kind) : "investigation";
    try {
      await client.call("purpose.set", { display, purpose: { code, incidentId } });
      const near = await client.call("incidents.cameras", { incidentId });
      const { cameraIds, left } = planOpening(near, MAX_PLAYBACK_TILES);
      open(cameraIds, chooseStart(incident.openedAtMs, nowMs()));
      store.setState({ left });
      if (!near.isPlaced) notices.tell(playbackWords.noPlace);
      else if (cameraIds.length === 0) notices.tell(playbackWords.noneNear);
    } catch (fault) {
      notices.tellFault(fault);
    }
  }

  function add(cameraId: string): void {
    const { cameras, left } = store.getState();
    const number = stores.cameras.getState().book.byId.get(cameraId)?.number ?? cameraId;
    if (cameras.some((camera) => camera.cameraId === cameraId)) {
      notices.tell(playbackWords.alreadyIn(number));
      store.setState({ selectedId: cameraId });
      return;
    }
    if (cameras.length === 0 && store.getState().range.fromMs === 0) {
      open([cameraId], nowMs() - JUST_NOW_MS);
      return;
    }
    const taken = cameras.map(({ tile }) => tile);
    const tile = findFreeTile(taken, PLAYBACK_FIRST_TILE, MAX_PLAYBACK_TILES);
    if (tile === null) {
      notices.tell(playbackWords.full(MAX_PLAYBACK_TILES), "fault");
      return;
    }
    store.setState({
      cameras: [...cameras, { tile, cameraId }],
      selectedId: cameraId,
      left: left.filter((camera) => camera.cameraId !== cameraId),
    });
  }

  function selectNext(by: 1 | -1): void {
    const { cameras, selectedId, fullId } = store.getState();
    const at = cameras.findIndex(({ cameraId }) => cameraId === selectedId);
    const next = cameras[Math.max(0, Math.min(cameras.length - 1, at + by))]?.cameraId ?? null;
    store.setState({ selectedId: next, fullId: fullId === null ? null : next });
  }

  return {
    openIncident,
    open,
    openFromNow: (cameraId) => open([cameraId], nowMs() - BEFORE_NOW_MS),
    add,
    remove(cameraId) {
      const { cameras, selectedId, fullId } = store.getState();
      const at = cameras.findIndex((camera) => camera.cameraId === cameraId);
      if (at < 0) return;
      const rest = cameras.filter((camera) => camera.cameraId !== cameraId);
      const next = rest[Math.min(at, rest.length - 1)]?.cameraId ?? null;
      store.setState({
        cameras: rest,
        selectedId: selectedId === cameraId ? next : selectedId,
        fullId: fullId === cameraId ? null : fullId,
      });
      const number = stores.cameras.getState().book.byId.get(cameraId)?.number ?? cameraId;
      notices.offer(playbackWords.removed(number), () => add(cameraId));
    },
    select: (cameraId) => store.setState({ selectedId: cameraId }),
    selectIfThere(cameraId) {
      if (store.getState().cameras.some((camera) => camera.cameraId === cameraId))
        store.setState({ selectedId: cameraId });
    },
    selectNext,
    selectAt(position) {
      const camera = store.getState().cameras[position - 1];
      if (camera !== undefined) store.setState({ selectedId: camera.cameraId });
      return camera !== undefined;
    },
    toggleFull(cameraId) {
      const { fullId, selectedId } = store.getState();
      const wished = cameraId ?? selectedId;
      store.setState({ fullId: fullId === null ? wished : null, selectedId: wished });
    },
    leaveFull() {
      const isFull = store.getState().fullId !== null;
      if (isFull) store.setState({ fullId: null });
      return isFull;
    },
    goLive() {
      const ids = store.getState().cameras.map(({ cameraId }) => cameraId);
      const display = findOwnDisplay(stores)?.display ?? 1;
      clock.pause();
      actions.select({ display });
      if (ids.length > 0) actions.show(display, ids);
      else actions.select({ screen: "wall" });
    },
    forget() {
      clock.pause();
      store.setState(NO_PLAYBACK);
    },
  };
}
