import type { RenditionOffer } from "../../contract/viewingCalls.ts";
import type { FrameChoice } from "../../contract/viewings.ts";
import type { CreatePlayer, Player, PlayerFault, PlayerRequest } from "./player.ts";
import { startPlaying } from "./startPlaying.ts";

/** What is known of one playing stream. Times are monotonic milliseconds. */
export interface PictureFacts {
  /** When the frame last seen to be presented was put on the glass; null before the first. */
  readonly lastFrameAtMs: number | null;
  /** Hub time of its capture; null where unknown. */
  readonly capturedAtMs: number | null;
  readonly lastByteAtMs: number | null;
  readonly frames: FrameChoice;
  /** Time between the last two key frames; null while unknown. */
  readonly keyIntervalMs: number | null;
  /** Height of the frame last looked at; null before the first. */
  readonly heightPx: number | null;
  readonly framesPresented: number;
  /** Decoded or due, and never shown. Without those a jump to live leaves out: nobody can tell how many there were. */
  readonly framesLost: number;
}

export interface PictureRequest extends PlayerRequest {
  /** Tallest picture the terms allow; a taller one is a fault. */
  readonly maxHeightPx: number;
  /** After each frame that was looked at (the first, then at most one per {@link Picture.watch}). */
  readonly onFrame: () => void;
}

/** One player in one video element, with its frames counted. */
export interface Picture {
  readonly offer: RenditionOffer;
  facts(): PictureFacts;
  /**
   * Called four times a second: looks at the next frame, keeps up with live. Looking at each single frame of 36
   * tiles costs a tenth of the machine and tells no more: the browser counts the frames in between.
   */
  watch(): void;
  close(): void;
}

/** Starts a player and watches its frames. */
export function createPicture(request: PictureRequest, createPlayer: CreatePlayer): Picture {
  const { video, offer } = request;
  let lastFrameAtMs: number | null = null;
  let mediaTimeS = 0;
  let heightPx: number | null = null;
  let framesPresented = 0;
  let framesBefore = 0;
  let pendingFrame: number | null = null;
  let isClosed = false;

  const fail = (fault: PlayerFault) => {
    if (!isClosed) request.onFault(fault);
  };

  const look: VideoFrameRequestCallback = (_nowMs, frame) => {
    pendingFrame = null;
    if (frame.height > request.maxHeightPx) {
      fail({ kind: "tooLarge", detail: `${frame.height} pixels high, ${request.maxHeightPx} allowed` });
      return;
    }
    // The element outlives its players and goes on counting.
    if (lastFrameAtMs === null) framesBefore = frame.presentedFrames - 1;
    lastFrameAtMs = frame.presentationTime;
    mediaTimeS = frame.mediaTime;
    heightPx = frame.height;
    framesPresented = frame.presentedFrames - framesBefore;
    request.onFrame();
  };
  const lookAtNextFrame = () => {
    pendingFrame ??= video.requestVideoFrameCallback(look);
  };

  const player: Player = createPlayer({ ...request, onFault: fail });
  lookAtNextFrame();

  return {
    offer,
    facts: () => ({
      lastFrameAtMs,
      capturedAtMs: lastFrameAtMs === null ? null : player.capturedAtOf(mediaTimeS),
      lastByteAtMs: player.lastByteAtMs(),
      frames: request.handle.frames,
      keyIntervalMs: player.keyIntervalMs(),
      heightPx,
      framesPresented,
      framesLost: video.getVideoPlaybackQuality().droppedVideoFrames,
    }),
    watch() {
      lookAtNextFrame();
      player.keepUp();
      // Browsers pause muted video in a window nobody sees, and do not always resume it.
      if (lastFrameAtMs !== null && video.paused) startPlaying(video, fail);
    },
    close() {
      isClosed = true;
      if (pendingFrame !== null) video.cancelVideoFrameCallback(pendingFrame);
      player.close();
    },
  };
}
