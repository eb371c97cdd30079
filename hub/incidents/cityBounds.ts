import type { Site } from "../site/loadSite.ts";

/** The box a call's place must be in, WGS 84 degrees. */
export interface CityBounds {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

/** About 5 km of latitude: calls come from a little beyond the last street too. Our choice. */
const MARGIN_DEG = 0.045;

/** Everything the site knows to be somewhere, and a margin. */
export function findCityBounds({ facts, cameras, city }: Pick<Site, "facts" | "cameras" | "city">): CityBounds {
  const bounds = { south: Infinity, north: -Infinity, west: Infinity, east: -Infinity };
  const include = (lat: number, lng: number) => {
    bounds.south = Math.min(bounds.south, lat);
    bounds.north = Math.max(bounds.north, lat);
    bounds.west = Math.min(bounds.west, lng);
    bounds.east = Math.max(bounds.east, lng);
  };
  include(facts.centre.lat, facts.centre.lng);
  for (const { position } of cameras) if (position !== undefined) include(position.lat, position.lng);
  for (const { geometry } of city) {
    const points = geometry.type === "LineString" ? geometry.coordinates : geometry.coordinates.flat();
    for (const [lng, lat] of points) include(lat, lng);
  }
  return {
    south: bounds.south - MARGIN_DEG,
    north: bounds.north + MARGIN_DEG,
    west: bounds.west - MARGIN_DEG,
    east: bounds.east + MARGIN_DEG,
  };
}

export function isInside({ south, north, west, east }: CityBounds, lat: number, lng: number): boolean {
  return lat >= south && lat <= north && lng >= west && lng <= east;
}
