import type { TileState } from "../../contract/tileStates.ts";
import type { RenditionOffer } from "../../contract/viewingCalls.ts";
import type { FrameChoice } from "../../contract/viewings.ts";

/** What one tile shows at this moment. Published four times a second and at every change of state. */
export interface TileReport {
  readonly state: TileState;
  /** Whether nothing of the camera may be seen: the picture is covered. */
  readonly isBlank: boolean;
  /** Hub time now minus time of capture of the frame on the glass, milliseconds; null without a frame or a clock. */
  readonly frameAgeMs: number | null;
  /** False where a frame is shown whose time of capture nobody vouches for. */
  readonly isAgeKnown: boolean;
  /** The rendition on the glass; null without a picture. */
  readonly rendition: RenditionOffer | null;
  /** Whether every frame is shown, or key frames alone. */
  readonly frames: FrameChoice;
  /** The rendition the tile's size asks for; null before anything was chosen. */
  readonly wanted: RenditionOffer["rendition"] | null;
  /** Height of the frame on the glass where it is not the rendition's own; null where it is, or is unknown. */
  readonly oddHeightPx: number | null;
  /** Frames presented during the last second or so. */
  readonly fps: number;
  /** Frames presented and frames lost since this camera was put into its tile. */
  readonly framesPresented: number;
  readonly framesLost: number;
  /** What the browser says it decodes this with: a hint, not a measurement. */
  readonly decoder: "hardware" | "software" | null;
  /** Number of the present attempt to reconnect; 0 while none was needed. */
  readonly attempt: number;
  /** How long the state has lasted, milliseconds; for frozen, the time since the last frame. */
  readonly sinceMs: number;
  /** How long after the hub ended the view the picture was covered, milliseconds; null unless it was taken away. */
  readonly blankedAfterMs: number | null;
  /** Why the tile is blank, in words for the operator; null where the state says it all. */
  readonly reason: string | null;
}
