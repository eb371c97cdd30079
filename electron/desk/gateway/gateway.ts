import type { IncomingMessage, ServerResponse } from "node:http";
import type { HubHttp } from "../hub/hubHttp.ts";
import { type BaseMapKeeper, MAP_PREFIX } from "../map/baseMap.ts";
import type { Log } from "../ports.ts";
import { bindLoopback, type LoopbackListeners } from "./bindLoopback.ts";
import { chooseRoute } from "./chooseRoute.ts";
import { createMediaGateway } from "./mediaGateway.ts";
import { createMediaHandles, type MediaHandles } from "./mediaHandles.ts";
import { createPageFiles } from "./pageFiles.ts";

/** The desk's one listener: page and media, told apart by Host. */
export interface Gateway extends LoopbackListeners {
  readonly origin: string;
  readonly handles: MediaHandles;
  takeBytes(): number;
}

interface Parts {
  port: number;
  pageDir: string;
  baseMap: Pick<BaseMapKeeper, "handle">;
  http: HubHttp;
  authorize(method: string, path: string, grant: string): Promise<Record<string, string>>;
  log: Log;
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export async function openGateway({
  port: wantedPort,
  pageDir,
  baseMap,
  http,
  authorize,
  log,
}: Parts): Promise<Gateway> {
  // The port, and with it all names, is known only once it is bound.
  let handle: Handle = async (_request, response) => {
    response.writeHead(503).end();
  };
  const listeners = await bindLoopback(
    wantedPort,
    (request, response) => {
      response.on("error", () => response.destroy());
      handle(request, response).catch((error: unknown) => {
        log.error("gateway.failed", { reason: String(error) });
        response.destroy();
      });
    },
    log,
  );
  const { port } = listeners;
  const origin = `http://localhost:${port}`;
  const handles = createMediaHandles(port);
  const media = createMediaGateway({ handles, http, origin, authorize, log });
  const page = createPageFiles(pageDir, port);
  handle = async (request, response) => {
    const route = chooseRoute(request.headers.host, port);
    if (route.to === "page") await (isMap(request) ? baseMap : page).handle(request, response);
    else if (route.to === "media") await media.handle(request, response, route.host);
    else response.writeHead(route.to).end();
  };
  return { ...listeners, origin, handles, takeBytes: media.takeBytes };
}

function isMap({ url }: IncomingMessage): boolean {
  return url?.startsWith(MAP_PREFIX) === true;
}
