/** A place on Earth, WGS 84 degrees. */
export interface Place {
  readonly lat: number;
  readonly lng: number;
}

/** A place on the square world of Web Mercator: 0 to 1 from west to east and from north to south. */
export interface WorldPoint {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** Pixels of the world at zoom 0. */
export const WORLD_PX = 256;
/** Mean Earth radius (IUGG R1) and length of the equator (WGS 84), metres. */
const EARTH_RADIUS_M = 6_371_008.8;
const EQUATOR_M = 40_075_016.7;
const DEGREE = Math.PI / 180;
/** Beyond it the square world has no room. */
const MAX_LAT = 85.051129;

export function toWorld({ lat, lng }: Place): WorldPoint {
  const sine = Math.sin(Math.min(MAX_LAT, Math.max(-MAX_LAT, lat)) * DEGREE);
  return { x: lng / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

export function toPlace({ x, y }: WorldPoint): Place {
  return { lng: (x - 0.5) * 360, lat: Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) / DEGREE };
}

/** How many pixels a metre has at a latitude and zoom. */
export function pixelsPerMetre(lat: number, zoom: number): number {
  return (WORLD_PX * 2 ** zoom) / (EQUATOR_M * Math.cos(lat * DEGREE));
}

/** Great-circle distance, metres (haversine). */
export function measureM(from: Place, to: Place): number {
  const halfLat = Math.sin(((to.lat - from.lat) * DEGREE) / 2);
  const halfLng = Math.sin(((to.lng - from.lng) * DEGREE) / 2);
  const chord = halfLat ** 2 + Math.cos(from.lat * DEGREE) * Math.cos(to.lat * DEGREE) * halfLng ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** The smallest box around places; null around none. */
export function boxOf(places: Iterable<Place>): Box | null {
  let box: { south: number; west: number; north: number; east: number } | null = null;
  for (const { lat, lng } of places) {
    box ??= { south: lat, west: lng, north: lat, east: lng };
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
    box.west = Math.min(box.west, lng);
    box.east = Math.max(box.east, lng);
  }
  return box;
}

/** The box with so many metres more on each side. */
export function widenBox({ south, west, north, east }: Box, byM: number): Box {
  const lat = (byM / EARTH_RADIUS_M / DEGREE) * 1.001;
  const lng = lat / Math.max(0.01, Math.cos(Math.max(Math.abs(south), Math.abs(north)) * DEGREE));
  return { south: south - lat, west: west - lng, north: north + lat, east: east + lng };
}

export function isInBox({ lat, lng }: Place, { south, west, north, east }: Box): boolean {
  return lat >= south && lat <= north && lng >= west && lng <= east;
}
