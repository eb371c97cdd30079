import type { ClockBasis } from "../../contract/recorded.ts";
import type { TileState } from "../../contract/tileStates.ts";
import type { RenditionOffer } from "../../contract/viewingCalls.ts";
import type { FrameChoice } from "../../contract/viewings.ts";

/** A span in which nothing was recorded, hub time; an open end is as far as anybody has looked. */
export interface RecordedGap {
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/** What one tile of the past shows at this moment. Published several times a second and at every change of state. */
export interface RecordedReport {
  readonly state: TileState;
  /** Whether nothing of the camera may be seen: the picture is covered. */
  readonly isBlank: boolean;
  /** When the frame on the glass was captured, hub time; null while it is covered. */
  readonly shownAtMs: number | null;
  /** From the end of that frame's time to the moment of the clock, milliseconds: 0 while the right one is shown. */
  readonly skewMs: number | null;
  /** With `no-data`: the span around the moment of the clock. */
  readonly gap: RecordedGap | null;
  /** How long the tile has owed a picture that was recorded, milliseconds; 0 while it owes none. */
  readonly owedMs: number;
  /** It has been owed for so long that the others no longer wait for it. */
  readonly isLate: boolean;
  /** Time of one source frame, milliseconds; null before it is known. */
  readonly frameMs: number | null;
  /** Whether every frame is shown, or key frames alone. */
  readonly frames: FrameChoice;
  /** The rendition on the glass; null without a picture. */
  readonly rendition: RenditionOffer | null;
  /** Whose clock the times are by; null before anything was read. */
  readonly basis: ClockBasis | null;
  /** Frames presented and frames lost since the tile was filled. */
  readonly framesPresented: number;
  readonly framesLost: number;
  /** How long after the hub ended the view the picture was covered, milliseconds; null unless it was taken away. */
  readonly blankedAfterMs: number | null;
  /** Why there is no picture, in words for the operator; null where the state says it all. */
  readonly reason: string | null;
}
