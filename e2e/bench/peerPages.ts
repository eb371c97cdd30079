import type { RenditionName } from "../../contract/cameras.ts";

/** A player library of a peer wall, as a page loads it and starts one tile with it. */
interface PeerPlayer {
  /** Where the library's own build for browsers lies. */
  readonly script: string;
  /** How the hub offers what it plays. */
  readonly address: (cameraId: string, rendition: RenditionName) => string;
  /** Inside the page: plays `url` in `video`. */
  readonly start: string;
}

const findScript = (name: string) => new URL(import.meta.resolve(name)).pathname;

/**
 * The peers' players. Buffers are the same as ours where the library has them, so that the difference is the program
 * and not its buffers; shaka has no floor under a second, so its own low-latency advice is taken.
 */
export const PEER_PLAYERS = {
  mpegts: {
    script: findScript("mpegts.js"),
    address: (cameraId, rendition) => `${cameraId}/live/${rendition}.flv`,
    start: `const player = mpegts.createPlayer({ type: "flv", isLive: true, hasAudio: false, url }, {
      enableStashBuffer: false, liveSync: true, liveSyncTargetLatency: 0.4, liveSyncMaxLatency: 1, lazyLoad: false,
      autoCleanupSourceBuffer: true, autoCleanupMaxBackwardDuration: 8, autoCleanupMinBackwardDuration: 4,
    });
    player.attachMediaElement(video);
    player.load();
    player.play();`,
  },
  hls: {
    script: findScript("hls.js/dist/hls.min.js"),
    address: (cameraId, rendition) => `${cameraId}/live/${rendition}/index.m3u8`,
    start: `const hls = new Hls({
      lowLatencyMode: false, liveSyncDuration: 2.5, liveMaxLatencyDuration: 8, backBufferLength: 4,
      maxBufferLength: 6, maxMaxBufferLength: 12, maxBufferSize: 4_000_000, enableWorker: false,
    });
    hls.loadSource(url);
    hls.attachMedia(video);
    video.play();`,
  },
  shaka: {
    script: findScript("shaka-player"),
    address: (cameraId, rendition) => `${cameraId}/live/${rendition}/index.m3u8`,
    start: `const player = new shaka.Player();
    player.configure({ streaming: { bufferingGoal: 4, rebufferingGoal: 0.5, bufferBehind: 4 } });
    player.attach(video).then(() => player.load(url)).then(() => video.play());`,
  },
} as const satisfies Record<string, PeerPlayer>;

export type PeerName = keyof typeof PEER_PLAYERS;

/** A page with nothing but `<video>` elements and one player each: no consent, no captions, no clock. */
export function describePeerPage(peer: PeerName, rendition: RenditionName, cameraIds: readonly string[]): string {
  const side = Math.ceil(Math.sqrt(cameraIds.length));
  const { address, start } = PEER_PLAYERS[peer];
  const paths = cameraIds.map((cameraId) => address(cameraId, rendition));
  return `<!doctype html><meta charset="utf-8"><title>${peer} grid</title>
<style>body{margin:0;height:100vh;background:#000;display:grid;gap:2px;grid-template:repeat(${side},1fr)/repeat(${side},1fr)}
video{width:100%;height:100%;min-height:0;object-fit:contain}</style><body><script src="/${peer}.js"></script><script>
${JSON.stringify(paths)}.forEach((path, n) => {
  const video = document.createElement("video");
  video.muted = true;
  document.body.append(video);
  const url = "http://t" + n + ".localhost:" + location.port + "/v1/media/" + path;
  ${start}
});
</script>`;
}
