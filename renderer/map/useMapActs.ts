import { useEffect } from "react";
import { rankIncidents } from "../state/incidentOrder.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { stepRadius } from "./drawnShape.ts";
import { findNextSpot } from "./findNextSpot.ts";
import { type Box, type Place, toPlace, toWorld, type WorldPoint } from "./geo.ts";
import type { StageHandle } from "./MapStage.tsx";
import { isArrow, type MapAct, type MapHandle } from "./mapAct.ts";
import type { MapStore } from "./mapStore.ts";
import { isFocused, type MapFocus, type MapTarget, type Scene } from "./scene.ts";
import type { Drawing } from "./useDrawing.ts";

interface MapActParts {
  readonly model: WindowModel;
  readonly store: MapStore;
  readonly scene: Scene;
  readonly home: Box | null;
  readonly stage: { readonly current: StageHandle | null };
  readonly drawing: Drawing;
  readonly handle: MapHandle;
  readonly open: (target: MapTarget | null) => void;
  readonly openShape: () => void;
  readonly goToIncident: (incidentId: string) => void;
  readonly focusLayers: () => void;
  readonly focusSearch: () => void;
  readonly togglePreview: () => void;
  readonly leaveGlance: () => boolean;
}

/** What each key does on the map; filled into the handle for as long as the map is shown. */
export function useMapActs(parts: MapActParts): void {
  const { handle } = parts;
  useEffect(() => {
    handle.current = (act) => runAct(act, parts);
    return () => {
      handle.current = null;
    };
  });
}

function runAct(act: MapAct, parts: MapActParts): boolean {
  const { store, stage, home, drawing } = parts;
  const view = stage.current?.view;
  if (view === undefined) return false;
  if (isArrow(act)) return moveFocus(act, parts);
  const simple: Record<Exclude<MapAct, `Arrow${string}` | "back" | "wider" | "closer" | "open">, () => void> = {
    city: () => home !== null && view.fit(home, true),
    layers: parts.focusLayers,
    search: parts.focusSearch,
    circle: () => drawing.circleAround(placeOfFocus(parts) ?? view.view().centre),
    polygon: () => drawing.take(store.getState().tool === "polygon" ? null : "polygon"),
    openShape: parts.openShape,
    incident: () => goToNextIncident(parts),
    preview: parts.togglePreview,
  };
  if (act === "back") return parts.leaveGlance() || drawing.leave();
  if (act === "wider" || act === "closer") size(act === "wider", parts);
  else if (act === "open") {
    if (store.getState().tool !== "polygon" || !drawing.closePolygon()) parts.open(findFocused(parts));
  } else simple[act]();
  return true;
}

/** Plus and minus size the circle while there is one, and zoom otherwise. */
function size(isWider: boolean, { store, stage }: MapActParts): void {
  const { shape } = store.getState();
  if (shape?.kind === "circle") store.setState({ shape: { ...shape, radiusM: stepRadius(shape.radiusM, isWider) } });
  else stage.current?.view.zoomBy(isWider ? 1 : -1);
}

function findFocused({ store, stage }: MapActParts): MapTarget | null {
  const { focus } = store.getState();
  return stage.current?.targets().find((target) => isFocused(focus, target)) ?? null;
}

/** Where the focus is, also when it is out of sight or in a group. */
function placeOfFocus({ store, scene }: MapActParts): Place | null {
  const { focus } = store.getState();
  if (focus === null) return null;
  if (focus.kind === "group") return toPlace(focus);
  return scene.rowOf(focus.cameraId)?.position ?? null;
}

function moveFocus(act: Parameters<typeof findNextSpot>[2], parts: MapActParts): boolean {
  const { store, stage } = parts;
  const view = stage.current?.view;
  if (view === undefined) return false;
  const place = placeOfFocus(parts);
  const from = toWorld(place ?? view.view().centre);
  const spots = (stage.current?.targets() ?? []).filter((target) => target.kind !== "incident");
  // The first step takes what is nearest to the middle: everything lies in some direction of it.
  const next = place === null ? findNearest(from, spots) : findNextSpot(from, spots, act);
  if (next === undefined) return true;
  store.setState({ focus: focusOn(next) });
  view.keepInSight(toPlace(next));
  return true;
}

function findNearest(from: WorldPoint, spots: readonly MapTarget[]): MapTarget | undefined {
  const distance = ({ x, y }: MapTarget) => Math.hypot(x - from.x, y - from.y);
  return spots.reduce<MapTarget | undefined>(
    (best, spot) => (best === undefined || distance(spot) < distance(best) ? spot : best),
    undefined,
  );
}

export function focusOn(target: MapTarget): MapFocus | null {
  if (target.kind === "camera") return { kind: "camera", cameraId: target.cameraId };
  if (target.kind === "incident") return null;
  const { x, y, count } = target;
  return { kind: "group", x, y, count };
}

function goToNextIncident({ scene, goToIncident }: MapActParts): void {
  const ranked = rankIncidents(scene.incidents);
  const at = ranked.findIndex(({ id }) => id === scene.selectedIncidentId);
  const next = ranked[(at + 1) % Math.max(1, ranked.length)];
  if (next !== undefined) goToIncident(next.id);
}
