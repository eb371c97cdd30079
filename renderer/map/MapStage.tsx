import { type RefObject, useLayoutEffect, useRef } from "react";
import { usePalette } from "../ui/usePalette.ts";
import { createScenePainter } from "./drawScene.ts";
import { type Box, toWorld } from "./geo.ts";
import { hitTarget } from "./hitTarget.ts";
import { openLeafletMap } from "./leafletMap.ts";
import type { MapStore } from "./mapStore.ts";
import type { Ground, MapPointer, MapView } from "./mapView.ts";
import type { MapTarget, Scene } from "./scene.ts";
import "./map.css";

/** What other parts of the screen may do with the map while it is there. */
export interface StageHandle {
  readonly view: MapView;
  /** What was drawn last, within and just around the view. */
  targets(): readonly MapTarget[];
}

interface MapStageProps {
  readonly store: MapStore;
  readonly scene: Scene;
  readonly ground: Ground;
  /** Where a map that was never shown opens; null while nobody knows. */
  readonly home: Box | null;
  readonly stage: RefObject<StageHandle | null>;
  /** A pointer, and what lies under it. */
  readonly onPointer: (pointer: MapPointer, target: MapTarget | null) => void;
  readonly onMoved: (isMoving: boolean) => void;
}

/** Leaflet and the canvas over it, for as long as the element is there. React draws nothing inside it. */
export function MapStage({ store, scene, ground, home, stage, onPointer, onMoved }: MapStageProps) {
  const host = useRef<HTMLDivElement>(null);
  const palette = usePalette();
  const latest = useRef({ scene, onPointer, onMoved });
  const targets = useRef<readonly MapTarget[]>([]);
  useLayoutEffect(() => {
    latest.current = { scene, onPointer, onMoved };
    stage.current?.view.redraw();
  }, [scene, onPointer, onMoved, stage]);

  const isReady = home !== null;
  const firstHome = useRef(home);
  firstHome.current ??= home;
  useLayoutEffect(() => {
    const element = host.current;
    const start = firstHome.current;
    if (element === null || start === null || !isReady) return;
    const known = store.getState().view;
    const view = openLeafletMap(element, known ?? { centre: middleOf(start), zoom: FIRST_ZOOM });
    if (known === null) view.fit(start, false);
    stage.current = { view, targets: () => targets.current };
    const remPx = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    const closers = [
      view.onMoved((isMoving) => {
        if (!isMoving) store.setState({ view: view.view() });
        latest.current.onMoved(isMoving);
      }),
      view.onPointer((pointer) => {
        const { zoom } = view.view();
        const target =
          pointer.type === "leave" ? null : hitTarget(targets.current, toWorld(pointer.place), zoom, remPx());
        element.classList.toggle("isOverPin", target !== null);
        latest.current.onPointer(pointer, target);
      }),
    ];
    return () => {
      for (const close of closers) close();
      stage.current = null;
      view.close();
    };
  }, [store, stage, isReady]);

  useLayoutEffect(() => {
    if (!isReady) return;
    const painter = createScenePainter(palette, window.devicePixelRatio);
    stage.current?.view.setPainter((frame) => {
      targets.current = painter.paint(frame, latest.current.scene);
      // For those that cannot see a canvas: tests, and whoever measures.
      if (host.current !== null) host.current.dataset.pins = String(targets.current.length);
    });
  }, [palette, stage, isReady]);
  useLayoutEffect(() => {
    if (isReady) stage.current?.view.setGround(ground, palette);
  }, [ground, palette, stage, isReady]);

  return <div className="mapStage" ref={host} />;
}

const FIRST_ZOOM = 13;

function middleOf({ south, west, north, east }: Box) {
  return { lat: (south + north) / 2, lng: (west + east) / 2 };
}
