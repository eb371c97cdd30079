import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import Fastify from "fastify";
import type { RenditionName } from "../../contract/cameras.ts";
import { createLiveSources } from "../../hub/media/liveSources.ts";
import { registerMedia } from "../../hub/media/registerMedia.ts";
import { loadSite } from "../../hub/site/loadSite.ts";
import { describePeerPage, PEER_PLAYERS, type PeerName } from "./peerPages.ts";

/** What every figure is compared with: bare walls on the same streams from the same media plane with its gate open. */
export interface PeerGrids {
  urlFor(peer: PeerName, tiles: number, rendition?: RenditionName): string;
  /** Addresses of the streams themselves, for peers that are no pages. */
  streamsOf(tiles: number, rendition?: RenditionName): string[];
  close(): Promise<void>;
}

const silent = { info() {}, warn() {}, error() {} };

const PEERS = Object.keys(PEER_PLAYERS) as PeerName[];

export async function startPeerGrids(siteDir: string): Promise<PeerGrids> {
  const clock = {
    nowMs: () => performance.timeOrigin + performance.now(),
    wallMs: () => Date.now(),
    after(ms: number, act: () => void) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  };
  const { site } = loadSite(siteDir);
  const app = Fastify({ logger: false });
  const sources = createLiveSources({ site, clock, log: silent });
  const open = new AbortController();
  // On the raw answer, because media is written past the framework.
  app.addHook("onRequest", async (_request, reply) => {
    reply.raw.setHeader("Access-Control-Allow-Origin", "*");
  });
  const gate = {
    async admit(_request: unknown, viewingId: string) {
      const ended = open.signal;
      return {
        viewingId,
        cameraId: viewingId,
        maxHeightPx: 8_192,
        captureFromMs: 0,
        range: () => null,
        permitted: () => [],
        ended,
        isLive: () => !ended.aborted,
      };
    },
    countBytes() {},
  };
  registerMedia(app, { sources, gate, clock });
  const cameraIds = site.cameras.filter((camera) => camera.stream !== undefined).map((camera) => camera.id);
  for (const peer of PEERS) {
    const script = readFileSync(PEER_PLAYERS[peer].script);
    app.get(`/${peer}.js`, (_request, reply) => reply.type("text/javascript").send(script));
    app.get<{ Querystring: { tiles: string; rendition: RenditionName } }>(`/${peer}`, ({ query }, reply) =>
      reply.type("text/html").send(describePeerPage(peer, query.rendition, cameraIds.slice(0, Number(query.tiles)))),
    );
  }
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return {
    urlFor: (peer, tiles, rendition = "sub") =>
      `http://localhost:${port}/${peer}?tiles=${tiles}&rendition=${rendition}`,
    streamsOf: (tiles, rendition = "sub") =>
      cameraIds.slice(0, tiles).map((id) => `http://127.0.0.1:${port}/v1/media/${id}/live/${rendition}.flv`),
    async close() {
      open.abort();
      sources.close();
      await app.close();
    },
  };
}
