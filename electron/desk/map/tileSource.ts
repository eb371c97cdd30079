import { Agent, errors, request } from "undici";
import type { BaseTrouble } from "../../../contract/baseMap.ts";
import type { DeskClock, Log } from "../ports.ts";
import { findPictureType } from "./pictureType.ts";
import type { TileCache } from "./tileCache.ts";
import { fillTemplate, type TileAddress } from "./tileTemplate.ts";

export type TileAnswer =
  | { readonly kind: "picture"; readonly type: string; readonly bytes: Buffer }
  /** The server has none there. */
  | { readonly kind: "none" }
  | { readonly kind: "trouble"; readonly trouble: BaseTrouble };

/** Tiles of one server, from disk where they are there. It asks that server alone, and follows it nowhere else. */
export interface TileSource {
  get(tile: TileAddress): Promise<TileAnswer>;
  close(): Promise<void>;
}

interface Parts {
  readonly template: string;
  readonly cache: TileCache;
  readonly clock: DeskClock;
  readonly log: Log;
  readonly version: string;
  /** Null: all is well again. */
  readonly onTrouble: (trouble: BaseTrouble | null) => void;
}

/** Bounds of one tile. A picture of 512 pixels has at most a few hundred kB. Our choice. */
const CONNECT_MS = 3_000;
const TOTAL_MS = 6_000;
const MAX_TILE_BYTES = 1_048_576;
/** Public servers ask for no more at once from one client. */
const CONNECTIONS = 6;
/** What is not asked for by then nobody looks at any more. */
const MAX_WAITING = 200;
/** One tile may fail; from the second in a row on it is the server, which is then left alone for a while. */
const FAILURES_OF_SERVER = 2;
const LEAVE_ALONE_MS = 5_000;

export function createTileSource({ template, cache, clock, log, version, onTrouble }: Parts): TileSource {
  const agent = new Agent({
    connections: CONNECTIONS,
    connect: { timeout: CONNECT_MS },
    headersTimeout: TOTAL_MS,
    bodyTimeout: TOTAL_MS,
    maxResponseSize: MAX_TILE_BYTES,
  });
  const waiting = new Map<string, Promise<TileAnswer>>();
  let failures = 0;
  let last: BaseTrouble | null = null;
  let askAgainAtMs = 0;

  function note(answer: TileAnswer): TileAnswer {
    if (answer.kind === "trouble") {
      failures += 1;
      if (failures < FAILURES_OF_SERVER) return answer;
      askAgainAtMs = clock.nowMs() + LEAVE_ALONE_MS;
      if (last !== answer.trouble) log.warn("map.tilesMissing", { trouble: answer.trouble });
      last = answer.trouble;
      onTrouble(answer.trouble);
    } else {
      failures = 0;
      if (last !== null) onTrouble(null);
      last = null;
    }
    return answer;
  }

  async function fetchTile(url: string): Promise<TileAnswer> {
    const limit = new AbortController();
    const cancel = clock.after(TOTAL_MS, () => limit.abort());
    try {
      const headers = { accept: "image/png,image/webp,image/jpeg", "user-agent": `Glasshouse/${version}` };
      const response = await request(url, { dispatcher: agent, headers, signal: limit.signal });
      const bytes = Buffer.from(await response.body.arrayBuffer());
      if (response.statusCode === 404 || response.statusCode === 204) return { kind: "none" };
      if (response.statusCode !== 200) return { kind: "trouble", trouble: "gone" };
      const type = findPictureType(bytes);
      return type === null ? { kind: "trouble", trouble: "notPictures" } : { kind: "picture", type, bytes };
    } catch (error) {
      return { kind: "trouble", trouble: limit.signal.aborted || isTimeout(error) ? "slow" : chooseTrouble(error) };
    } finally {
      cancel();
    }
  }

  async function find(url: string): Promise<TileAnswer> {
    const stored = await cache.read(url);
    const kept = stored === null ? null : describeKept(stored.bytes);
    if (kept !== null && stored?.isOld === false) return kept;
    if (last !== null && clock.nowMs() < askAgainAtMs) return kept ?? { kind: "trouble", trouble: last };
    const answer = note(await fetchTile(url));
    if (answer.kind === "picture") await cache.write(url, answer.bytes);
    // An old map is better than none.
    return answer.kind === "trouble" && kept !== null ? kept : answer;
  }

  return {
    get(tile) {
      const url = fillTemplate(template, tile);
      const known = waiting.get(url);
      if (known !== undefined) return known;
      if (waiting.size >= MAX_WAITING) return Promise.resolve({ kind: "trouble", trouble: last ?? "slow" });
      const answer = find(url).finally(() => waiting.delete(url));
      waiting.set(url, answer);
      return answer;
    },
    close: () => agent.destroy(),
  };
}

/** What lies on the disk is looked at like what comes from outside. */
function describeKept(bytes: Buffer): TileAnswer | null {
  const type = findPictureType(bytes);
  return type === null ? null : { kind: "picture", type, bytes };
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError
  );
}

/** More bytes than any tile has are no picture. */
function chooseTrouble(error: unknown): BaseTrouble {
  return error instanceof errors.ResponseExceededMaxSizeError ? "notPictures" : "gone";
}
