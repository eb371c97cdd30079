import type { CityFeature } from "../../contract/cityMap.ts";
import type { Palette } from "../ui/palette.ts";
import { toWorld, WORLD_PX, type WorldPoint } from "./geo.ts";
import type { StreetLine } from "./scene.ts";

/** The site's own ground, made ready to be drawn square by square. */
export interface CityGround {
  /** Draws what lies in a square of `sizePx` whose corner is at `left`, `top` in pixels of the world at `zoom`. */
  drawSquare(context: CanvasRenderingContext2D, square: Square, palette: Palette): void;
}

export interface Square {
  readonly left: number;
  readonly top: number;
  readonly sizePx: number;
  readonly zoom: number;
}

type Kind = CityFeature["properties"]["kind"];

interface Drawn {
  readonly kind: Kind;
  readonly isArterial: boolean;
  readonly rings: readonly (readonly WorldPoint[])[];
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
}

/** Buildings are specks before this zoom, and most of all that is drawn. */
const BUILDINGS_FROM_ZOOM = 14;
/** Widths in metres: what stays free between the blocks of a city. Our choice, as the training city is laid out. */
const STREET_M = 12;
const ARTERIAL_M = 24;
const RAIL_M = 4;
const LEAST_LINE_PX = 1;
/** Metres of the square world at the latitudes people live in, roughly: widths need no more. */
const WORLD_M = 30_000_000;

export function createCityGround(features: readonly CityFeature[]): CityGround {
  const drawn = features.map(describe);
  return {
    drawSquare(context, square, palette) {
      const scale = WORLD_PX * 2 ** square.zoom;
      context.fillStyle = palette["map-ground"];
      context.fillRect(0, 0, square.sizePx, square.sizePx);
      for (const feature of drawn) {
        if (feature.kind === "building" && square.zoom < BUILDINGS_FROM_ZOOM) continue;
        if (isInSquare(feature, square, scale)) drawFeature(context, feature, square, scale, palette);
      }
    },
  };
}

/** Named streets, for writing their names on. */
export function listStreets(features: readonly CityFeature[]): StreetLine[] {
  return features.flatMap(({ properties: { kind, name, class: rank }, geometry }) =>
    kind === "street" && name !== undefined && geometry.type === "LineString"
      ? [
          {
            name,
            isArterial: rank === "arterial",
            points: geometry.coordinates.map(([lng, lat]) => toWorld({ lat, lng })),
          },
        ]
      : [],
  );
}

function describe({ properties, geometry }: CityFeature): Drawn {
  const lines = geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
  const rings = lines.map((line) => line.map(([lng, lat]) => toWorld({ lat, lng })));
  const xs = rings.flatMap((ring) => ring.map(({ x }) => x));
  const ys = rings.flatMap((ring) => ring.map(({ y }) => y));
  return {
    ...{ kind: properties.kind, isArterial: properties.class === "arterial", rings },
    ...{ west: Math.min(...xs), east: Math.max(...xs), north: Math.min(...ys), south: Math.max(...ys) },
  };
}

/** With room for the width of a line that runs just outside. */
function isInSquare({ west, east, north, south }: Drawn, { left, top, sizePx }: Square, scale: number): boolean {
  const room = 40;
  return (
    east * scale >= left - room &&
    west * scale <= left + sizePx + room &&
    south * scale >= top - room &&
    north * scale <= top + sizePx + room
  );
}

function drawFeature(
  context: CanvasRenderingContext2D,
  { kind, isArterial, rings }: Drawn,
  { left, top }: Square,
  scale: number,
  palette: Palette,
): void {
  context.beginPath();
  for (const ring of rings) {
    ring.forEach(({ x, y }, at) => {
      if (at === 0) context.moveTo(x * scale - left, y * scale - top);
      else context.lineTo(x * scale - left, y * scale - top);
    });
  }
  if (kind !== "street" && kind !== "rail") {
    context.fillStyle = palette[`map-${kind}`];
    context.fill();
    return;
  }
  const widthM = kind === "rail" ? RAIL_M : isArterial ? ARTERIAL_M : STREET_M;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.lineWidth = Math.max(LEAST_LINE_PX, (widthM / WORLD_M) * scale);
  context.strokeStyle = palette[kind === "rail" ? "line-strong" : isArterial ? "map-arterial" : "map-street"];
  context.setLineDash(kind === "rail" ? [8, 5] : []);
  context.stroke();
  context.setLineDash([]);
}
