import type { IncomingMessage, ServerResponse } from "node:http";
import { Fault } from "../../../contract/faults.ts";
import type { HubHttp, HubStream } from "../hub/hubHttp.ts";
import type { Log } from "../ports.ts";
import { chooseMediaPath, readMediaUrl } from "./chooseMediaPath.ts";
import type { MediaHandles, OpenHandle } from "./mediaHandles.ts";

/** Forwards media from the hub to players, and nothing without a live grant at every chunk. */
export interface MediaGateway {
  handle(request: IncomingMessage, response: ServerResponse, host: string): Promise<void>;
  /** Bytes forwarded since the last question. */
  takeBytes(): number;
}

interface Parts {
  handles: MediaHandles;
  http: HubHttp;
  /** The page's origin, the only one that may read media. */
  origin: string;
  authorize(method: string, path: string, grant: string): Promise<Record<string, string>>;
  log: Log;
}

/** A player of segments asks for an index and a few of these at once; more is no player. */
const MAX_RESPONSES = 6;
const PREFLIGHT_AGE_S = "600";

export function createMediaGateway({ handles, http, origin, authorize, log }: Parts): MediaGateway {
  let bytes = 0;

  /** Status with which a request is turned away before the hub is asked; 0 to go on. */
  function judge(request: IncomingMessage, host: string, handle: OpenHandle | undefined): number {
    if (request.headers.origin !== origin) return 403;
    if (request.method !== "GET") return 405;
    if (handle === undefined) return 404;
    if (handle.host !== host) return 421;
    if (handle.target.grant() === null) return 403;
    return handle.responses.size >= MAX_RESPONSES ? 429 : 0;
  }

  function openCors(response: ServerResponse): void {
    response.setHeader("access-control-allow-origin", origin);
    response.setHeader("cache-control", "no-store");
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("vary", "Origin");
  }

  async function forward(handle: OpenHandle, path: string, response: ServerResponse): Promise<void> {
    const grant = handle.target.grant();
    if (grant === null) return end(response, 403);
    const stream = await http.open(path, await authorize("GET", path, grant), true);
    // It may have been revoked, or the player may have gone, while the hub made up its mind.
    if (handle.target.grant() === null || response.destroyed) {
      stream.close();
      response.destroy();
      return;
    }
    if (stream.status !== 200) {
      stream.close();
      log.info("media.refused", { viewingId: handle.target.viewingId, status: stream.status });
      return end(response, stream.status);
    }
    response.writeHead(200, { "content-type": stream.contentType });
    pump(stream, handle, response);
  }

  function pump(stream: HubStream, handle: OpenHandle, response: ServerResponse): void {
    const { body } = stream;
    body.on("data", (chunk: Buffer) => {
      if (handle.target.grant() === null) {
        response.destroy();
        return;
      }
      bytes += chunk.length;
      if (!response.write(chunk)) body.pause();
    });
    response.on("drain", () => body.resume());
    response.once("close", () => stream.close());
    body.once("end", () => response.end());
    body.once("close", () => {
      // A body that broke off must not look like one that came to its end.
      if (!body.readableEnded) response.destroy();
    });
  }

  function preflight(request: IncomingMessage, response: ServerResponse): void {
    if (request.headers.origin !== origin) {
      end(response, 403);
      return;
    }
    openCors(response);
    response.setHeader("access-control-allow-methods", "GET");
    response.setHeader("access-control-allow-headers", "range");
    response.setHeader("access-control-max-age", PREFLIGHT_AGE_S);
    end(response, 204);
  }

  return {
    async handle(request, response, host) {
      if (request.method === "OPTIONS") return preflight(request, response);
      const address = readMediaUrl(request.url ?? "");
      const handle = address === null ? undefined : handles.find(address.handleId);
      const refusal = judge(request, host, handle);
      if (request.headers.origin === origin) openCors(response);
      if (refusal !== 0 || handle === undefined || address === null) return end(response, refusal);
      const path = chooseMediaPath(address, handle, handle.target.path);
      if (path === null) return end(response, 404);
      handle.responses.add(response);
      response.once("close", () => handle.responses.delete(response));
      try {
        await forward(handle, path, response);
      } catch (error) {
        log.info("media.unreachable", { viewingId: handle.target.viewingId, reason: String(error) });
        if (response.headersSent) response.destroy();
        else end(response, error instanceof Fault && error.code === "HUB_UNREACHABLE" ? 503 : 502);
      }
    },
    takeBytes() {
      const taken = bytes;
      bytes = 0;
      return taken;
    },
  };
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}
