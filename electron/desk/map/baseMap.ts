import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { BaseMap, BaseTrouble } from "../../../contract/baseMap.ts";
import { createNews, type News } from "../news.ts";
import type { BaseMapOptions, DeskClock, Log } from "../ports.ts";
import { openTileCache } from "./tileCache.ts";
import { createTileSource, type TileSource } from "./tileSource.ts";
import { MAX_TILE_ZOOM, readTilePath } from "./tileTemplate.ts";
import { inspectVectorFile } from "./vectorFile.ts";

/** What this station's map is drawn on, and the only way its tiles come into a window. */
export interface BaseMapKeeper {
  readonly changed: News<BaseMap>;
  state(): BaseMap;
  /** Answers requests below `/map/`. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): Promise<void>;
}

interface Parts {
  readonly options: BaseMapOptions;
  readonly dataDir: string;
  readonly version: string;
  readonly clock: DeskClock;
  readonly log: Log;
}

export const MAP_PREFIX = "/map/";
const FILE_PATH = "/map/ground.pmtiles";
/** Most that one part of the file may have: tiles and directories have far less. */
const MAX_PART_BYTES = 16 * 1_024 * 1_024;
const RANGE = /^bytes=(\d{1,15})-(\d{1,15})$/;
const SAFE = { "x-content-type-options": "nosniff", "cross-origin-resource-policy": "same-origin" };

export async function openBaseMap(parts: Parts): Promise<BaseMapKeeper> {
  const { options } = parts;
  const changed = createNews<BaseMap>();
  let state = await describeStart(options);
  const setTrouble = (trouble: BaseTrouble | null) => {
    if (state.trouble === trouble) return;
    state = { ...state, trouble };
    changed.tell(state);
  };
  const tiles = options.kind === "raster" ? await openTiles(parts, options, setTrouble) : null;

  async function sendTile(source: TileSource, path: string, response: ServerResponse): Promise<void> {
    const tile = readTilePath(path);
    if (tile === null) return refuse(response, 404);
    const answer = await source.get(tile);
    if (answer.kind === "none") return refuse(response, 404);
    if (answer.kind === "trouble") return refuse(response, 503);
    const headers = { ...SAFE, "content-type": answer.type, "cache-control": "private, max-age=3600" };
    response.writeHead(200, { ...headers, "content-length": answer.bytes.length }).end(answer.bytes);
  }

  async function sendPart(path: string, range: string | undefined, response: ServerResponse): Promise<void> {
    const file = await inspectVectorFile(path);
    setTrouble(file.trouble);
    if (file.trouble !== null) return refuse(response, 404);
    const [, first, end] = RANGE.exec(range ?? "") ?? [];
    const from = Number(first);
    const to = Math.min(Number(end), file.sizeBytes - 1);
    if (first === undefined || from > to || to - from >= MAX_PART_BYTES) return refuse(response, 416);
    response.writeHead(206, {
      ...SAFE,
      "content-type": "application/octet-stream",
      "content-length": to - from + 1,
      "content-range": `bytes ${from}-${to}/${file.sizeBytes}`,
      "cache-control": "no-cache",
      etag: file.tag,
    });
    // A window that leaves in the middle is no fault; a file that does is told by the length it falls short of.
    await pipeline(createReadStream(path, { start: from, end: to }), response).catch(() => response.destroy());
  }

  return {
    changed,
    state: () => state,
    async handle(request, response) {
      // Pages of strangers may know this port: they get no tile and cannot make the desk fetch one.
      if (request.headers["sec-fetch-site"] !== "same-origin") return refuse(response, 403);
      if (request.method !== "GET") return refuse(response, 405);
      const [path = ""] = (request.url ?? "").split("?");
      if (tiles !== null) return sendTile(tiles, path, response);
      if (options.kind === "pmtiles" && path === FILE_PATH)
        return sendPart(options.path, request.headers.range, response);
      refuse(response, 404);
    },
    close: async () => tiles?.close(),
  };
}

async function describeStart(options: BaseMapOptions): Promise<BaseMap> {
  const { kind, attribution } = options;
  if (kind === "site") return { kind, url: null, attribution, maxZoom: MAX_TILE_ZOOM, trouble: null };
  if (kind === "raster")
    return { kind, url: "/map/tiles/{z}/{x}/{y}", attribution, maxZoom: options.maxZoom, trouble: null };
  const { trouble, maxZoom } = await inspectVectorFile(options.path);
  return { kind, url: FILE_PATH, attribution, maxZoom: Math.min(maxZoom, MAX_TILE_ZOOM), trouble };
}

async function openTiles(
  { dataDir, version, clock, log }: Parts,
  { template, cacheBytes }: Extract<BaseMapOptions, { kind: "raster" }>,
  onTrouble: (trouble: BaseTrouble | null) => void,
): Promise<TileSource> {
  const cache = await openTileCache({ dir: join(dataDir, "map-tiles"), maxBytes: cacheBytes, clock, log });
  return createTileSource({ template, cache, clock, log, version, onTrouble });
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...SAFE, "cache-control": "no-store" }).end();
}
