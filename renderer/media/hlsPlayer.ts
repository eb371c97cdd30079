import Hls, { type ErrorData, Events, type Fragment } from "hls.js";
import { createCaptureTable } from "./captureTable.ts";
import type { Player, PlayerFault, PlayerRequest } from "./player.ts";
import { releaseVideo } from "./releaseVideo.ts";
import { startPlaying } from "./startPlaying.ts";

const quickLoad = {
  default: {
    maxTimeToFirstByteMs: 4_000,
    maxLoadTimeMs: 10_000,
    timeoutRetry: { maxNumRetry: 2, retryDelayMs: 0, maxRetryDelayMs: 0 },
    errorRetry: {
      maxNumRetry: 2,
      retryDelayMs: 500,
      maxRetryDelayMs: 1_000,
      // A refusal is an answer: asking the same again would only be noise in the audit.
      shouldRetry: (
        _policy: unknown,
        _count: number,
        _isTimeout: boolean,
        response?: { code?: number },
        retry = false,
      ) => retry && !isRefusal(response?.code),
    },
  },
};

/** Every buffer is bounded: the defaults keep minutes of video per tile (design, video §2). */
const LIVE_CONFIG = {
  lowLatencyMode: false,
  liveSyncDuration: 2.3,
  liveMaxLatencyDuration: 8,
  liveSyncOnStallIncrease: 0.5,
  maxLiveSyncPlaybackRate: 1,
  backBufferLength: 4,
  maxBufferLength: 6,
  maxMaxBufferLength: 12,
  maxBufferSize: 4_000_000,
  frontBufferFlushThreshold: 12,
  liveMaxUnchangedPlaylistRefresh: 6,
  appendTimeout: 10_000,
  enableWorker: false,
  startLevel: 0,
  fragLoadPolicy: quickLoad,
  playlistLoadPolicy: quickLoad,
  manifestLoadPolicy: quickLoad,
};

/** A picture further behind than this, with enough in its buffer to afford it, plays a little faster until it is not. */
const CATCH_UP = { fromS: 2.8, untilS: 2.5, leastBufferS: 1.5, rate: 1.1 } as const;

/** hls.js catches up in its low-latency mode alone, and never in a stream without parts. */
function catchUp(hls: Hls, video: HTMLVideoElement): void {
  const { buffered, currentTime, playbackRate } = video;
  const aheadS = buffered.length === 0 ? 0 : buffered.end(buffered.length - 1) - currentTime;
  const isFast = playbackRate > 1;
  const isWanted = hls.latency > (isFast ? CATCH_UP.untilS : CATCH_UP.fromS) && aheadS > CATCH_UP.leastBufferS;
  if (isWanted !== isFast) video.playbackRate = isWanted ? CATCH_UP.rate : 1;
}

function isRefusal(status: number | undefined): boolean {
  return status === 401 || status === 403;
}

/** Sorts what hls.js reports; null for what it recovers from by itself. */
function sortError(data: ErrorData): PlayerFault | null {
  if (isRefusal(data.response?.code)) return { kind: "refused", detail: `HTTP ${data.response?.code}` };
  // hls.js calls a playlist that stands still harmless; for a live wall it is the end of the stream.
  if (!data.fatal && data.details !== Hls.ErrorDetails.PLAYLIST_UNCHANGED_ERROR) return null;
  return { kind: data.type === Hls.ErrorTypes.NETWORK_ERROR ? "network" : "media", detail: data.details };
}

/** Plays live HLS of one rendition. The only file that knows hls.js. */
export function createHlsPlayer({ video, handle, clock, onFault }: PlayerRequest): Player {
  const captures = createCaptureTable();
  let byteAtMs: number | null = null;
  let isClosed = false;
  const hls = new Hls(LIVE_CONFIG);

  const noteBytes = () => {
    byteAtMs = clock.nowMs();
  };
  hls.on(Events.LEVEL_LOADED, noteBytes);
  hls.on(Events.FRAG_LOADED, noteBytes);
  // Only once buffered does a fragment's start lie exactly on the media timeline.
  hls.on(Events.FRAG_BUFFERED, (_event, { frag }: { frag: Fragment | { start: number } }) => {
    const capturedAtMs = "programDateTime" in frag ? frag.programDateTime : null;
    if (capturedAtMs !== null) captures.add({ mediaTimeS: frag.start, capturedAtMs, isTrusted: true });
  });
  hls.on(Events.ERROR, (_event, data) => {
    const fault = sortError(data);
    if (fault !== null) onFault(fault);
  });
  hls.loadSource(handle.url);
  hls.attachMedia(video);
  startPlaying(video, onFault);

  return {
    capturedAtOf: (mediaTimeS) => captures.find(mediaTimeS),
    keyIntervalMs: captures.lastIntervalMs,
    lastByteAtMs: () => byteAtMs,
    // hls.js jumps by itself beyond liveMaxLatencyDuration.
    keepUp: () => catchUp(hls, video),
    close() {
      if (isClosed) return;
      isClosed = true;
      hls.stopLoad();
      hls.detachMedia();
      hls.destroy();
      releaseVideo(video);
    },
  };
}
