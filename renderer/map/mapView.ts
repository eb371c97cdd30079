import type { BaseMap } from "../../contract/baseMap.ts";
import type { CityFeature } from "../../contract/cityMap.ts";
import type { Palette } from "../ui/palette.ts";
import type { Box, Place, WorldPoint } from "./geo.ts";

/** What a painter is given: a canvas somewhat larger than the view, and where places are on it. */
export interface Frame {
  readonly context: CanvasRenderingContext2D;
  /** What the canvas shows. */
  readonly box: Box;
  readonly zoom: number;
  toXy(point: WorldPoint): [number, number];
  isInside(x: number, y: number): boolean;
}

/** What lies below the pins. */
export type Ground =
  | { readonly kind: "site"; readonly features: readonly CityFeature[] }
  | { readonly kind: "tiles"; readonly base: BaseMap }
  | { readonly kind: "plain" };

/** A pointer on the map, in pixels of the view. */
export interface MapPointer {
  readonly type: "move" | "leave" | "click" | "doubleClick" | "down" | "up";
  readonly x: number;
  readonly y: number;
  readonly place: Place;
}

export interface View {
  readonly centre: Place;
  readonly zoom: number;
}

/** The map as the rest of the program knows it: a view that moves over a ground, and a canvas to draw on. */
export interface MapView {
  view(): View;
  /** What is in sight. */
  box(): Box;
  toXy(place: Place): [number, number];
  setGround(ground: Ground, palette: Palette): void;
  /** The painter is called for each new frame, at most once each time the screen is drawn. */
  setPainter(paint: (frame: Frame) => void): void;
  redraw(): void;
  zoomBy(steps: number): void;
  goTo(view: View, isFlight: boolean): void;
  fit(box: Box, isFlight: boolean): void;
  /** Moves no more than it takes to have a place in sight. */
  keepInSight(place: Place): void;
  /** While a shape is drawn the ground stays where it is. */
  setDragging(isOn: boolean): void;
  onMoved(listener: (isMoving: boolean) => void): () => void;
  onPointer(listener: (pointer: MapPointer) => void): () => void;
  close(): void;
}
