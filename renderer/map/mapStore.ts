import { createStore, type StoreApi } from "zustand/vanilla";
import type { BaseMap } from "../../contract/baseMap.ts";
import type { CityMap } from "../../contract/cityMap.ts";
import type { DrawnShape } from "./drawnShape.ts";
import type { Place } from "./geo.ts";
import type { HiddenLayers } from "./layers.ts";
import type { View } from "./mapView.ts";
import type { MapFocus } from "./scene.ts";

/** What is being drawn with pointer or keys. */
export type DrawTool = "circle" | "polygon";

export interface MapState {
  /** Where the map was left; null before it was first shown. */
  readonly view: View | null;
  readonly hidden: HiddenLayers;
  readonly focus: MapFocus | null;
  readonly shape: DrawnShape | null;
  readonly tool: DrawTool | null;
  readonly draft: readonly Place[];
  /** Null until read. */
  readonly city: CityMap | null;
  readonly base: BaseMap | null;
}

/** The map of one console: it is left and come back to without losing its place. */
export type MapStore = StoreApi<MapState>;

export function createMapStore(): MapStore {
  return createStore<MapState>(() => ({
    view: null,
    hidden: new Set(),
    focus: null,
    shape: null,
    tool: null,
    draft: [],
    city: null,
    base: null,
  }));
}
