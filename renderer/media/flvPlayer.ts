import mpegts from "mpegts.js";
import { CLOCK_TAG_NAME, ClockTag } from "../../contract/hubEvents.ts";
import { createCaptureTable } from "./captureTable.ts";
import { createFlvLoader } from "./flvLoader.ts";
import { jumpToLive, jumpToNewest } from "./jumpToLive.ts";
import type { Player, PlayerRequest } from "./player.ts";
import { releaseVideo } from "./releaseVideo.ts";
import { createKeyFrameRepeater } from "./repeatKeyFrames.ts";
import { startPlaying } from "./startPlaying.ts";

/** Every option that holds frames back or keeps them (design, video §2). Positions in seconds. */
const LIVE_CONFIG = {
  isLive: true,
  enableWorker: false,
  enableWorkerForMSE: false,
  enableStashBuffer: false,
  lazyLoad: false,
  deferLoadAfterSourceOpen: true,
  liveBufferLatencyChasing: false,
  liveSync: true,
  liveSyncTargetLatency: 0.4,
  liveSyncMaxLatency: 1,
  liveSyncPlaybackRate: 1.2,
  autoCleanupSourceBuffer: true,
  autoCleanupMaxBackwardDuration: 8,
  autoCleanupMinBackwardDuration: 4,
} as const;

/** Key frames are shown as they come: nothing is caught up with in between. */
const KEYS_CONFIG = { ...LIVE_CONFIG, liveSync: false } as const;

mpegts.LoggingControl.enableAll = false;

/** Plays HTTP-FLV. The only file that knows mpegts.js. */
export function createFlvPlayer({ video, handle, cameraId, clock, onFault }: PlayerRequest): Player {
  const captures = createCaptureTable();
  let baseMs: number | null = null;
  let byteAtMs: number | null = null;
  let isClosed = false;
  const areKeys = handle.frames === "key";

  const loader = createFlvLoader({
    onBytes: () => {
      byteAtMs = clock.nowMs();
    },
    onFault,
    ...(areKeys ? { rewrite: createKeyFrameRepeater() } : {}),
  });
  const source = { type: "flv", isLive: true, hasAudio: false, hasVideo: true, url: handle.url };
  const player = mpegts.createPlayer(source, { ...(areKeys ? KEYS_CONFIG : LIVE_CONFIG), customLoader: loader });

  player.on(mpegts.Events.ERROR, (type: string, detail: string) => {
    // After this event mpegts.js goes on with parts that close() takes away.
    queueMicrotask(() => onFault({ kind: "media", detail: `${type} ${detail}` }));
  });
  player.on(mpegts.Events.SCRIPTDATA_ARRIVED, (data: Record<string, unknown>) => {
    const tag = ClockTag.safeParse(data[CLOCK_TAG_NAME]);
    if (!tag.success) return;
    if (tag.data.cameraId !== undefined && tag.data.cameraId !== cameraId) {
      const detail = `the stream is that of ${tag.data.cameraId}`;
      queueMicrotask(() => onFault({ kind: "otherCamera", detail }));
      return;
    }
    // mpegts.js counts from the first frame's time stamp. A live stream starts with a key frame and the first clock
    // tag bears that frame's time, so it is the base of the media timeline (off by the reordering delay of a source
    // with B-frames, under 0.1 s).
    baseMs ??= tag.data.ptsMs;
    const { ptsMs, capturedAtMs, trusted } = tag.data;
    captures.add({ mediaTimeS: (ptsMs - baseMs) / 1_000, capturedAtMs, isTrusted: trusted });
  });

  // The stream starts up to one group of pictures in the past. liveSync only slows down again at its target, so
  // starting fast makes it close that gap instead of leaving whatever is under its ceiling.
  const catchUp = () => {
    video.playbackRate = LIVE_CONFIG.liveSyncPlaybackRate;
  };
  const showNewest = () => jumpToNewest(video);
  if (areKeys) video.addEventListener("progress", showNewest);
  else video.addEventListener("playing", catchUp, { once: true });
  player.attachMediaElement(video);
  player.load();
  startPlaying(video, onFault);

  return {
    capturedAtOf: (mediaTimeS) => captures.find(mediaTimeS),
    keyIntervalMs: captures.lastIntervalMs,
    lastByteAtMs: () => byteAtMs,
    keepUp: areKeys ? showNewest : () => jumpToLive(video, LIVE_CONFIG.liveSyncTargetLatency),
    close() {
      if (isClosed) return;
      isClosed = true;
      video.removeEventListener("playing", catchUp);
      video.removeEventListener("progress", showNewest);
      player.unload();
      player.detachMediaElement();
      player.destroy();
      releaseVideo(video);
    },
  };
}
