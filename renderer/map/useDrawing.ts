import { useMemo, useRef } from "react";
import { LEAST_RADIUS_M, MOST_RADIUS_M } from "./drawnShape.ts";
import { measureM, type Place } from "./geo.ts";
import type { StageHandle } from "./MapStage.tsx";
import type { DrawTool, MapStore } from "./mapStore.ts";
import type { MapPointer } from "./mapView.ts";

/** Radius of a circle that begins with a key, metres: about two blocks. Our choice. */
const FIRST_RADIUS_M = 150;
/** A polygon of fewer corners has no inside. */
const LEAST_CORNERS = 3;
const MOST_CORNERS = 200;

export interface Drawing {
  /** Takes a tool up, or lays it down. */
  take(tool: DrawTool | null): void;
  /** A circle around a place, to be sized by keys. */
  circleAround(centre: Place): void;
  /** Whether the pointer drew, so that it does nothing else. */
  hear(pointer: MapPointer): boolean;
  /** Closes the polygon; false where it has too few corners. */
  closePolygon(): boolean;
  /** Takes away what is drawn, or the tool; false where there was neither. */
  leave(): boolean;
}

/** Drawing a circle by dragging or a polygon by its corners. What is being drawn is in the store, for the painter. */
export function useDrawing(store: MapStore, stage: { readonly current: StageHandle | null }): Drawing {
  const centre = useRef<Place | null>(null);
  return useMemo(() => {
    function take(tool: DrawTool | null): void {
      stage.current?.view.setDragging(tool === null);
      centre.current = null;
      store.setState({ tool, draft: [], ...(tool === null ? {} : { shape: null }) });
    }

    function closePolygon(): boolean {
      const { draft } = store.getState();
      // A double click sets its corner twice.
      const points = draft.filter((point, at) => measureM(point, draft[at - 1] ?? { lat: 90, lng: 0 }) > 1);
      if (points.length < LEAST_CORNERS) return false;
      take(null);
      store.setState({ shape: { kind: "polygon", points } });
      return true;
    }

    function hearCircle({ type, place }: MapPointer): void {
      if (type === "down") centre.current = place;
      const from = centre.current;
      if (from === null) return;
      const radiusM = Math.round(Math.min(MOST_RADIUS_M, Math.max(LEAST_RADIUS_M, measureM(from, place))));
      store.setState({ shape: { kind: "circle", centre: from, radiusM } });
      if (type === "up") take(null);
      if (type === "up") store.setState({ shape: { kind: "circle", centre: from, radiusM } });
    }

    return {
      take,
      closePolygon,
      circleAround(place) {
        take(null);
        store.setState({ shape: { kind: "circle", centre: place, radiusM: FIRST_RADIUS_M } });
      },
      hear(pointer) {
        const { tool, draft } = store.getState();
        if (tool === "circle") hearCircle(pointer);
        if (tool === "polygon" && pointer.type === "click" && draft.length < MOST_CORNERS)
          store.setState({ draft: [...draft, pointer.place] });
        if (tool === "polygon" && pointer.type === "doubleClick") closePolygon();
        return tool !== null;
      },
      leave() {
        const { tool, shape } = store.getState();
        if (tool === null && shape === null) return false;
        take(null);
        store.setState({ shape: null });
        return true;
      },
    };
  }, [store, stage]);
}
