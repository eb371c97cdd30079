import "./allowLeafletProbe.ts";
import L from "leaflet";
import "leaflet/dist/leaflet.css";
import type { BaseMap } from "../../contract/baseMap.ts";
import type { Palette } from "../ui/palette.ts";
import { type CanvasOverlay, createCanvasOverlay, toWorldPx } from "./canvasOverlay.ts";
import { createCityGround } from "./drawCity.ts";
import type { Box, Place } from "./geo.ts";
import type { Ground, MapPointer, MapView, View } from "./mapView.ts";

const ZOOMS = { least: 3, most: 20 };
/** Closest a box is looked at: a single street, not a doorstep. */
const FIT_MOST_ZOOM = 18;
const FLIGHT_S = 0.7;
const EDGE_PX = 60;

/** A Leaflet map in an element, without any of its own controls: they write markup, which this page forbids. */
export function openLeafletMap(element: HTMLElement, start: View): MapView {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(element, {
    zoomControl: false,
    attributionControl: false,
    keyboard: false,
    doubleClickZoom: false,
    minZoom: ZOOMS.least,
    maxZoom: ZOOMS.most,
    zoomAnimation: !isCalm,
    inertia: !isCalm,
    fadeAnimation: false,
  });
  map.setView([start.centre.lat, start.centre.lng], start.zoom);
  const overlay = layOver(map);
  let ground: L.Layer | null = null;
  let groundTurn = 0;
  const observer = new ResizeObserver(() => map.invalidateSize({ animate: false, pan: false }));
  observer.observe(element);

  const placeOf = ({ lat, lng }: L.LatLng): Place => ({ lat, lng });
  return {
    view: () => ({ centre: placeOf(map.getCenter()), zoom: map.getZoom() }),
    box: () => readBox(map.getBounds()),
    toXy: ({ lat, lng }) => {
      const { x, y } = map.latLngToContainerPoint([lat, lng]);
      return [x, y];
    },
    setGround(next, palette) {
      const turn = ++groundTurn;
      void createGroundLayer(next, palette).then((layer) => {
        // A map that was closed, or given another ground meanwhile, needs this one no more.
        if (turn !== groundTurn) return;
        ground?.remove();
        ground = layer;
        layer?.addTo(map);
      });
    },
    setPainter: (paint) => overlay.setPainter(paint),
    redraw: () => overlay.schedule(),
    zoomBy: (steps) => map.setZoom(map.getZoom() + steps),
    goTo({ centre: { lat, lng }, zoom }, isFlight) {
      if (isFlight && !isCalm) map.flyTo([lat, lng], zoom, { duration: FLIGHT_S });
      else map.setView([lat, lng], zoom, { animate: false });
    },
    fit({ south, west, north, east }, isFlight) {
      const bounds = L.latLngBounds([south, west], [north, east]);
      const options = { maxZoom: FIT_MOST_ZOOM, padding: L.point(EDGE_PX, EDGE_PX) };
      if (isFlight && !isCalm) map.flyToBounds(bounds, { ...options, duration: FLIGHT_S });
      else map.fitBounds(bounds, { ...options, animate: false });
    },
    keepInSight: ({ lat, lng }) => map.panInside([lat, lng], { padding: [EDGE_PX * 2, EDGE_PX * 2], animate: !isCalm }),
    setDragging: (isOn) => (isOn ? map.dragging.enable() : map.dragging.disable()),
    onMoved(listener) {
      const move = () => listener(true);
      const end = () => listener(false);
      map.on("move zoom", move);
      map.on("moveend", end);
      return () => {
        map.off("move zoom", move);
        map.off("moveend", end);
      };
    },
    onPointer: (listener) => listenToPointer(map, listener),
    close() {
      groundTurn++;
      observer.disconnect();
      overlay.close();
      map.remove();
    },
  };
}

const POINTER_TYPES = {
  mousemove: "move",
  mouseout: "leave",
  click: "click",
  dblclick: "doubleClick",
  mousedown: "down",
  mouseup: "up",
} as const;
type LeafletPointer = keyof typeof POINTER_TYPES;
const LEAFLET_POINTERS = Object.keys(POINTER_TYPES) as LeafletPointer[];

function listenToPointer(map: L.Map, listener: (pointer: MapPointer) => void): () => void {
  const closers = LEAFLET_POINTERS.map((name) => {
    const hear = ({ containerPoint: { x, y }, latlng: { lat, lng } }: L.LeafletMouseEvent) =>
      listener({ type: POINTER_TYPES[name], x, y, place: { lat, lng } });
    map.on(name, hear);
    return () => map.off(name, hear);
  });
  return () => {
    for (const close of closers) close();
  };
}

function readBox(bounds: L.LatLngBounds): Box {
  return { south: bounds.getSouth(), west: bounds.getWest(), north: bounds.getNorth(), east: bounds.getEast() };
}

function layOver(map: L.Map): CanvasOverlay {
  const overlay = createCanvasOverlay({
    pane: map.getPane("overlayPane") ?? map.getContainer(),
    zoom: () => map.getZoom(),
    size: () => map.getSize(),
    corner: () => map.containerPointToLayerPoint([0, 0]),
    origin: () => map.getPixelOrigin(),
  });
  map.on("moveend zoomend resize viewreset", overlay.schedule);
  map.on("move", overlay.follow);
  map.on("zoomanim", ({ zoom, center }) => {
    const { x, y } = toWorldPx(center, zoom);
    const { x: width, y: height } = map.getSize();
    const pane = L.DomUtil.getPosition(map.getPane("mapPane") ?? map.getContainer());
    // As Leaflet will choose it: the origin of what moves, once the view has the new middle and zoom.
    overlay.zoomTo(zoom, { x: Math.round(x - width / 2 + pane.x), y: Math.round(y - height / 2 + pane.y) });
  });
  return overlay;
}

/** The site's ground is drawn square by square like tiles, so that a drag draws only what comes into sight. */
const SQUARE_PX = 512;

async function createGroundLayer(ground: Ground, palette: Palette): Promise<L.Layer | null> {
  if (ground.kind === "plain") return null;
  if (ground.kind === "tiles") return openTiles(ground.base, palette);
  const city = createCityGround(ground.features);
  class CityLayer extends L.GridLayer {
    protected override createTile({ x, y, z }: L.Coords): HTMLElement {
      const canvas = document.createElement("canvas");
      const scale = window.devicePixelRatio;
      canvas.width = canvas.height = SQUARE_PX * scale;
      const context = canvas.getContext("2d");
      context?.scale(scale, scale);
      const square = { left: x * SQUARE_PX, top: y * SQUARE_PX, sizePx: SQUARE_PX, zoom: z };
      if (context !== null) city.drawSquare(context, square, palette);
      return canvas;
    }
  }
  return new CityLayer({ tileSize: SQUARE_PX, maxZoom: ZOOMS.most, updateWhenZooming: false, noWrap: true });
}

async function openTiles({ kind, url, maxZoom, trouble }: BaseMap, palette: Palette): Promise<L.Layer | null> {
  if (url === null) return null;
  const options = { maxZoom: ZOOMS.most, noWrap: true };
  if (kind === "raster") return L.tileLayer(url, { ...options, maxNativeZoom: maxZoom, updateWhenZooming: false });
  if (trouble !== null) return null;
  // It draws by Leaflet's own global, and is only there for stations that have such a file.
  const { leafletLayer } = await import("protomaps-leaflet");
  const file = new URL(url, window.location.origin).href;
  const flavor = palette.isDark ? "dark" : "light";
  const layer: unknown = leafletLayer({ ...options, url: file, maxDataZoom: maxZoom, flavor, attribution: "" });
  return layer instanceof L.Layer ? layer : null;
}
