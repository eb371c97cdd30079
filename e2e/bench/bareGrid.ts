import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import Fastify from "fastify";
import { createLiveSources } from "../../hub/media/liveSources.ts";
import { registerMedia } from "../../hub/media/registerMedia.ts";
import { loadSite } from "../../hub/site/loadSite.ts";
import { ROOT } from "../fixtures/program.ts";

/**
 * The peer every figure is compared with: a page with nothing but `<video>` elements and mpegts.js, on the same
 * streams from the same media plane with its gate open. No consent, no captions, no clock.
 */
export interface BareGrid {
  urlFor(tiles: number): string;
  close(): Promise<void>;
}

const silent = { info() {}, warn() {}, error() {} };

export async function startBareGrid(siteDir: string): Promise<BareGrid> {
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
        ended,
        isLive: () => !ended.aborted,
      };
    },
    countBytes() {},
  };
  registerMedia(app, { sources, gate, clock });
  const cameraIds = site.cameras.filter((camera) => camera.stream !== undefined).map((camera) => camera.id);
  const script = readFileSync(join(ROOT, "node_modules/mpegts.js/dist/mpegts.js"));
  app.get("/mpegts.js", (_request, reply) => reply.type("text/javascript").send(script));
  app.get<{ Querystring: { tiles: string } }>("/", (request, reply) =>
    reply.type("text/html").send(describePage(cameraIds.slice(0, Number(request.query.tiles)))),
  );
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return {
    urlFor: (tiles) => `http://localhost:${port}/?tiles=${tiles}`,
    async close() {
      open.abort();
      sources.close();
      await app.close();
    },
  };
}

/** The same player settings as ours, so that the difference is the program and not its buffers. */
function describePage(cameraIds: readonly string[]): string {
  const side = Math.ceil(Math.sqrt(cameraIds.length));
  return `<!doctype html><meta charset="utf-8"><title>bare grid</title>
<style>body{margin:0;height:100vh;background:#000;display:grid;gap:2px;grid-template:repeat(${side},1fr)/repeat(${side},1fr)}
video{width:100%;height:100%;min-height:0;object-fit:contain}</style><body><script src="/mpegts.js"></script><script>
${JSON.stringify(cameraIds)}.forEach((id, n) => {
  const video = document.createElement("video");
  video.muted = true;
  document.body.append(video);
  const url = "http://t" + n + ".localhost:" + location.port + "/v1/media/" + id + "/live/sub.flv";
  const player = mpegts.createPlayer({ type: "flv", isLive: true, hasAudio: false, url }, {
    enableStashBuffer: false, liveSync: true, liveSyncTargetLatency: 0.4, liveSyncMaxLatency: 1, lazyLoad: false,
    autoCleanupSourceBuffer: true, autoCleanupMaxBackwardDuration: 8, autoCleanupMinBackwardDuration: 4,
  });
  player.attachMediaElement(video);
  player.load();
  player.play();
});
</script>`;
}
