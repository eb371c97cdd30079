import { useEffect, useMemo, useState } from "react";
import type { Incident, IncidentCameras, Prospect } from "../../contract/incidents.ts";
import { findDisplay } from "../state/actions.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { type CameraIndex, createCameraIndex } from "./cameraIndex.ts";
import { listStreets } from "./drawCity.ts";
import type { PlacedCamera } from "./judgePlace.ts";
import { type HiddenLayers, isDrawn } from "./layers.ts";
import type { MapStore } from "./mapStore.ts";
import type { Scene } from "./scene.ts";
import type { MapData } from "./useMapData.ts";

/** The incident the map is about: the selected one, else that of the purpose. Closed ones are not on the map. */
export function useMapIncident(model: WindowModel): { incident: Incident | null; near: IncidentCameras | null } {
  const selectedId = useStoreValue(model.stores.selection, (selection) => selection.incidentId);
  const purposeId = useStoreValue(model.stores.wall, () => findDisplay(model.stores)?.purpose?.incidentId ?? null);
  const id = selectedId ?? purposeId;
  const found = useStoreValue(model.stores.incidents, ({ byId }) => (id === null ? null : (byId.get(id) ?? null)));
  const incident = found?.closedAtMs === undefined ? found : null;
  const near = useStoreValue(model.stores.incidents, (state) =>
    incident === null ? null : (state.near.get(incident.id) ?? null),
  );
  return { incident, near };
}

/** All that is drawn over the ground. What did not change keeps its index: gathering 50 000 cameras takes its time. */
export function useScene(
  model: WindowModel,
  store: MapStore,
  data: MapData,
  about: ReturnType<typeof useMapIncident>,
): Scene {
  const byId = useStoreValue(model.stores.cameras, (state) => state.book.byId);
  const incidents = useStoreValue(model.stores.incidents, (state) => state.byId);
  const wall = useStoreValue(model.stores.wall, (state) => state.wall);
  const display = useStoreValue(model.stores.selection, (selection) => selection.display);
  const hidden = useStoreValue(store, (state) => state.hidden);
  const focus = useStoreValue(store, (state) => state.focus);
  const shape = useStoreValue(store, (state) => state.shape);
  const draft = useStoreValue(store, (state) => state.draft);
  const { incident, near } = about;

  const prospects = useMemo(
    () => new Map<string, Prospect>((near?.cameras ?? []).map(({ cameraId, prospect }) => [cameraId, prospect])),
    [near],
  );
  const index = useCameraIndex(model, data.placed, hidden, prospects, false);
  const nearIndex = useCameraIndex(model, data.placed, hidden, prospects, true);
  const tiles = useMemo(() => {
    const shown = wall?.displays.find((each) => each.display === display)?.tiles ?? [];
    return new Map(shown.flatMap((cameraId, at) => (cameraId === null ? [] : [[cameraId, at + 1] as const])));
  }, [wall, display]);
  const open = useMemo(() => [...incidents.values()].filter(({ closedAtMs }) => closedAtMs === undefined), [incidents]);
  const streets = useMemo(() => listStreets(data.city?.features ?? []), [data.city]);
  return useMemo(
    () => ({
      ...{ index, near: nearIndex, incidents: open, hidden, focus, shape, draft, streets },
      rowOf: (cameraId) => byId.get(cameraId),
      prospectOf: (cameraId) => prospects.get(cameraId),
      tileOf: (cameraId) => tiles.get(cameraId),
      selectedIncidentId: incident?.id ?? null,
      radiusM: near?.radiusM ?? null,
    }),
    [index, nearIndex, open, hidden, focus, shape, draft, streets, byId, prospects, tiles, incident, near],
  );
}

/** What is on the screen is shown first; gathering a whole city anew comes a moment later. Our choice. */
const GATHER_AFTER_MS = 40;

function useCameraIndex(
  { clock }: WindowModel,
  placed: readonly PlacedCamera[],
  hidden: HiddenLayers,
  prospects: ReadonlyMap<string, Prospect>,
  isNear: boolean,
): CameraIndex {
  const choose = () => placed.filter(({ row }) => prospects.has(row.id) === isNear && isDrawn(row, hidden));
  const [gathered, setGathered] = useState(() => gather(choose()));
  const cameras = useMemo(choose, [placed, hidden, prospects, isNear]);
  const isStale = useMemo(() => !areSamePlaces(gathered.cameras, cameras), [gathered, cameras]);
  useEffect(() => {
    if (!isStale) return;
    return clock.after(isNear || gathered.cameras.length === 0 ? 0 : GATHER_AFTER_MS, () =>
      setGathered(gather(cameras)),
    );
  }, [clock, isStale, isNear, cameras, gathered]);
  return gathered.index;
}

interface Gathered {
  readonly cameras: readonly PlacedCamera[];
  readonly index: CameraIndex;
}

function gather(cameras: readonly PlacedCamera[]): Gathered {
  return { cameras, index: createCameraIndex(cameras) };
}

/** Whether two lists hold the same cameras at the same places, in order. */
function areSamePlaces(a: readonly PlacedCamera[], b: readonly PlacedCamera[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((camera, at) => {
    const other = b[at];
    return other !== undefined && camera.row.id === other.row.id && camera.x === other.x && camera.y === other.y;
  });
}
