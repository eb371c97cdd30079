import type { MediaHandle, RenditionOffer } from "../../contract/viewingCalls.ts";
import type { MediaClock } from "./mediaClock.ts";

/**
 * Why a player gave up. `refused`: 401 or 403, never retried with the same handle. `network`: no answer, or an end.
 * `media`: bytes that cannot be decoded. `timeout`: silence where something was due. `tooLarge`: a picture above
 * what the terms allow. `otherCamera`: the stream says that it is another camera's.
 */
export type PlayerFaultKind = "refused" | "network" | "media" | "timeout" | "tooLarge" | "otherCamera";

export interface PlayerFault {
  readonly kind: PlayerFaultKind;
  /** For the log and the health screen; never a URL. */
  readonly detail: string;
}

export interface PlayerRequest {
  /** Given by the tile and kept by it: a player never makes or removes elements. */
  readonly video: HTMLVideoElement;
  readonly handle: MediaHandle;
  /** Whose picture it has to be. */
  readonly cameraId: string;
  readonly offer: RenditionOffer;
  readonly clock: MediaClock;
  /** At most once; the player is then of no further use, but still has to be closed. */
  readonly onFault: (fault: PlayerFault) => void;
}

/** One stream playing in one video element. */
export interface Player {
  /** Hub time at which the frame at a media position was captured, milliseconds; null where unknown. */
  capturedAtOf(mediaTimeS: number): number | null;
  /** Time between the last two key frames, milliseconds; null before there were two. */
  keyIntervalMs(): number | null;
  /** Monotonic time of the last bytes; null before the first. */
  lastByteAtMs(): number | null;
  /** Called four times a second: jumps to live where playing faster no longer helps. */
  keepUp(): void;
  /** Stops the network and gives back everything, the video element emptied. Safe to call twice. */
  close(): void;
}

export type CreatePlayer = (request: PlayerRequest) => Player;
