import type { MediaHandle, RenditionOffer } from "../../contract/viewingCalls.ts";
import type { MediaClock } from "./mediaClock.ts";
import { createPicture, type Picture } from "./picture.ts";
import type { CreatePlayer, PlayerFault } from "./player.ts";

/** Two video elements lie on each other in a tile, so that a new stream can be connected behind the old one. */
export type Slot = 0 | 1;

export interface StageRequest {
  readonly handle: MediaHandle;
  readonly offer: RenditionOffer;
  readonly cameraId: string;
  readonly maxHeightPx: number;
  readonly onFrame: () => void;
  readonly onFault: (fault: PlayerFault) => void;
}

/** The place of a tile's pictures, and the cover over them. Covered from the beginning. */
export interface Glass {
  /** The element of one slot, made when first needed, behind whatever is shown. */
  video(slot: Slot): HTMLVideoElement;
  /** Brings one slot to the front. */
  show(slot: Slot): void;
  /** Takes effect before the call returns: nothing of the picture can be painted after it. */
  setCovered(isCovered: boolean): void;
  /** Copies the frame in one slot over the pictures, so that its player can go. False where there is none to copy. */
  keepStill(slot: Slot): boolean;
  dropStill(): void;
  /** Counts the frames presented from now on; the returned function ends it and says how many there were. */
  countFrames(): () => number;
  /** Removes what was put into the element. */
  close(): void;
}

/** The glass of a tile of now. */
export interface Stage extends Omit<Glass, "video"> {
  /** Starts a stream in one slot, behind whatever is shown. */
  start(slot: Slot, request: StageRequest): Picture;
}

/** Widest still kept of a paused picture, pixels: enough to know the place, little to hold. */
const STILL_WIDTH_PX = 640;

function createVideo(): HTMLVideoElement {
  const video = document.createElement("video");
  video.className = "picture-video";
  video.muted = true;
  video.playsInline = true;
  video.disablePictureInPicture = true;
  video.disableRemotePlayback = true;
  video.tabIndex = -1;
  video.setAttribute("aria-hidden", "true");
  return video;
}

/** Builds the stage inside a tile's element. */
export function createStage(element: HTMLElement, clock: MediaClock, createPlayer: CreatePlayer): Stage {
  const { video, ...glass } = createGlass(element, clock);
  return {
    ...glass,
    start: (slot, request) => createPicture({ ...request, clock, video: video(slot) }, createPlayer),
  };
}

/** Builds the glass inside a tile's element. */
export function createGlass(element: HTMLElement, clock: MediaClock): Glass {
  const videos: (HTMLVideoElement | undefined)[] = [];
  const cover = document.createElement("div");
  cover.className = "picture-cover";
  element.append(cover);

  const findVideo = (slot: Slot): HTMLVideoElement => {
    const known = videos[slot];
    if (known !== undefined) return known;
    const video = createVideo();
    videos[slot] = video;
    cover.before(video);
    return video;
  };

  let still: HTMLCanvasElement | null = null;
  const dropStill = () => {
    // Emptied before it goes, so that nothing of the picture waits for the collector.
    if (still !== null) still.width = 0;
    still?.remove();
    still = null;
  };

  return {
    video: findVideo,
    show(slot) {
      videos.forEach((video, place) => {
        video?.classList.toggle("picture-front", place === slot);
      });
    },
    setCovered(isCovered) {
      // Asked with every frame: writing what is there already has the page's styles worked out again.
      if (cover.hidden === isCovered) cover.hidden = !isCovered;
    },
    keepStill(slot) {
      const video = videos[slot];
      dropStill();
      still = video === undefined ? null : copyFrame(video);
      if (still !== null) cover.before(still);
      return still !== null;
    },
    dropStill,
    countFrames: () => countFrames(videos, clock),
    close() {
      dropStill();
      for (const video of videos) video?.remove();
      cover.remove();
    },
  };
}

/** The frame on the glass, on a canvas that lies where the video does; null before the first. */
function copyFrame(video: HTMLVideoElement): HTMLCanvasElement | null {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return null;
  const canvas = document.createElement("canvas");
  const scale = Math.min(1, STILL_WIDTH_PX / video.videoWidth);
  canvas.className = "picture-video picture-front";
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.setAttribute("aria-hidden", "true");
  canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Frames still in the pipeline were presented before and carry an earlier time: they do not count. */
function countFrames(videos: readonly (HTMLVideoElement | undefined)[], clock: MediaClock): () => number {
  const fromMs = clock.nowMs();
  let frames = 0;
  const watches = videos.map((video) => {
    const id = video?.requestVideoFrameCallback((_nowMs, frame) => {
      if (frame.presentationTime > fromMs) frames += 1;
    });
    return { video, id };
  });
  return () => {
    for (const { video, id } of watches) if (id !== undefined) video?.cancelVideoFrameCallback(id);
    return frames;
  };
}
