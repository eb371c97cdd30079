import { useMemo, useRef } from "react";
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
  const { hidden, focus, shape, draft } = useStoreValue(store, (state) => state);
  const { incident, near } = about;

  const prospects = useMemo(
    () => new Map<string, Prospect>((near?.cameras ?? []).map(({ cameraId, prospect }) => [cameraId, prospect])),
    [near],
  );
  const index = useCameraIndex(data.placed, hidden, prospects, false);
  const nearIndex = useCameraIndex(data.placed, hidden, prospects, true);
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

function useCameraIndex(
  placed: readonly PlacedCamera[],
  hidden: HiddenLayers,
  prospects: ReadonlyMap<string, Prospect>,
  isNear: boolean,
): CameraIndex {
  const last = useRef<{ cameras: readonly PlacedCamera[]; index: CameraIndex } | null>(null);
  return useMemo(() => {
    const cameras = placed.filter(({ row }) => prospects.has(row.id) === isNear && isDrawn(row, hidden));
    const known = last.current;
    if (known !== null && areSamePlaces(known.cameras, cameras)) return known.index;
    const index = createCameraIndex(cameras);
    last.current = { cameras, index };
    return index;
  }, [placed, hidden, prospects, isNear]);
}

/** Whether two lists hold the same cameras at the same places, in order. */
function areSamePlaces(a: readonly PlacedCamera[], b: readonly PlacedCamera[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((camera, at) => {
    const other = b[at];
    return other !== undefined && camera.row.id === other.row.id && camera.x === other.x && camera.y === other.y;
  });
}
