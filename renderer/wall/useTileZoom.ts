import { type PointerEvent, type RefObject, useEffect, useRef } from "react";
import type { RenditionOffer } from "../../contract/viewingCalls.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { type Box, fitPicture, NO_ZOOM, panZoom, WHOLE_TILE, type Zoom, zoomAt } from "../state/zoom.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";

/** One notch of a wheel, 100 px, zooms by a quarter. */
const WHEEL_FACTOR = 1.25;
const WHEEL_NOTCH_PX = 100;
/** A wheel that scrolls by lines: so many pixels each, as browsers have it. */
const LINE_PX = 33;

interface TileZoom {
  readonly zoom: Zoom;
  readonly isZoomed: boolean;
  readonly reset: () => void;
  readonly handlers: {
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(event: PointerEvent): void;
  };
}

/** Wheel and drag on a tile that shows a picture. `offer` is the rendition on the glass; null: nothing to zoom. */
export function useTileZoom(
  model: WindowModel,
  root: RefObject<HTMLElement | null>,
  key: string,
  offer: RenditionOffer | null,
): TileZoom {
  const zoom = useStoreValue(model.stores.zooms, ({ byKey }) => byKey.get(key) ?? NO_ZOOM);
  const isZoomed = zoom !== NO_ZOOM && offer !== null;
  const { actions } = model;
  const dragged = useRef<{ id: number; x: number; y: number } | null>(null);

  useEffect(() => {
    const element = root.current;
    if (element === null || offer === null) return;
    const handleWheel = (event: WheelEvent) => {
      // Ctrl and wheel is the browser's own zoom, of all of the window.
      if (event.ctrlKey) return;
      event.preventDefault();
      const rect = element.getBoundingClientRect();
      const at = { x: (event.clientX - rect.left) / rect.width, y: (event.clientY - rect.top) / rect.height };
      const scrolledPx = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE_PX : event.deltaY;
      const factor = WHEEL_FACTOR ** (-scrolledPx / WHEEL_NOTCH_PX);
      actions.zoom(key, (before) => zoomAt(before, factor, at, measureBox(rect, offer)));
    };
    // React's own wheel handlers are passive and could not keep the page from scrolling.
    element.addEventListener("wheel", handleWheel, { passive: false });
    return () => element.removeEventListener("wheel", handleWheel);
  }, [root, key, offer, actions]);

  return {
    zoom: offer === null ? NO_ZOOM : zoom,
    isZoomed,
    reset: () => actions.zoom(key, () => NO_ZOOM),
    handlers: {
      onPointerDown(event) {
        if (!isZoomed || event.button !== 0 || isOnControl(event.target)) return;
        dragged.current = { id: event.pointerId, x: event.clientX, y: event.clientY };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove(event) {
        const from = dragged.current;
        if (from === null || from.id !== event.pointerId || offer === null) return;
        const rect = event.currentTarget.getBoundingClientRect();
        const dx = (event.clientX - from.x) / rect.width;
        const dy = (event.clientY - from.y) / rect.height;
        dragged.current = { ...from, x: event.clientX, y: event.clientY };
        actions.zoom(key, (before) => panZoom(before, dx, dy, measureBox(rect, offer)));
      },
      onPointerUp() {
        dragged.current = null;
      },
    },
  };
}

function measureBox(rect: DOMRect, offer: RenditionOffer): Box {
  if (rect.width === 0 || rect.height === 0) return WHOLE_TILE;
  return fitPicture(rect.width / rect.height, offer.widthPx / offer.heightPx);
}

/** A press on a button of the tile is the button's. */
function isOnControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest("button") !== null;
}
