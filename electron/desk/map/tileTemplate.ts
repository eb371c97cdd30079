/** One square of the world's map at a zoom: `2^z` of them in each row and column (Web Mercator, as everybody does). */
export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** Deepest zoom a tile may be asked for. */
export const MAX_TILE_ZOOM = 22;
const PLACES = ["z", "x", "y"] as const;
const TILE_PATH = /^\/map\/tiles\/(\d{1,2})\/(\d{1,8})\/(\d{1,8})$/;

/** What is wrong with a template of tile addresses, in a sentence; null for one that can be used. */
export function findTemplateFault(template: string): string | null {
  const named = [...template.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
  if (named.length !== PLACES.length || PLACES.some((name) => !named.includes(name)))
    return "it must hold {z}, {x} and {y}, each once and nothing else in braces";
  const sample = template.replaceAll(/\{[xyz]\}/g, "0");
  if (!URL.canParse(sample)) return "it is not an address";
  const url = new URL(sample);
  if (!["http:", "https:"].includes(url.protocol)) return "it must begin with http:// or https://";
  if (url.username !== "" || url.password !== "") return "it must not hold a password";
  // A host that a tile could change would make the desk a proxy to anywhere.
  return new URL(template.replaceAll(/\{[xyz]\}/g, "1")).origin === url.origin ? null : "its host must be fixed";
}

export function fillTemplate(template: string, { z, x, y }: TileAddress): string {
  return template.replace("{z}", String(z)).replace("{x}", String(x)).replace("{y}", String(y));
}

/** The tile a request's path names; null for anything else, and for tiles outside the world. */
export function readTilePath(path: string): TileAddress | null {
  const [, z, x, y] = TILE_PATH.exec(path) ?? [];
  if (z === undefined) return null;
  const tile = { z: Number(z), x: Number(x), y: Number(y) };
  const count = 2 ** tile.z;
  return tile.z <= MAX_TILE_ZOOM && tile.x < count && tile.y < count ? tile : null;
}
