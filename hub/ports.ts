import type { CameraHealth, Rendition, RenditionName } from "../contract/cameras.ts";
import type { ClockBasis, RecordedInit, RecordedSegment, Span, TimeRange } from "../contract/recorded.ts";
import type { Action } from "../contract/viewings.ts";

/** What the hub takes from outside itself: time, chance, a log, cameras; and the gate its media plane asks. */

/** Hub time is wall time at start plus a monotonic clock: a jump of the machine's clock changes nothing. */
export interface HubClock {
  /** Hub time, UTC epoch milliseconds; never goes back. */
  nowMs(): number;
  /** Wall time of this moment, for audit stamps only. */
  wallMs(): number;
  /** Runs `act` once after `ms`; the returned function cancels it. Does not keep the process alive. */
  after(ms: number, act: () => void): () => void;
}

/** Unpredictable values. */
export interface Chance {
  /** `count` random bytes as base64url. */
  secret(count: number): string;
  /** A new id, sortable by the time it was made. */
  id(atMs: number): string;
}

export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;

/** One structured line per event. Facts never hold tokens, URLs or passwords. */
export interface HubLog {
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  error(event: string, facts?: LogFacts): void;
}

/** What the control plane asks of the media plane. */
export interface CameraSources {
  /** Best first; empty for a camera without a stream. */
  renditions(cameraId: string): Rendition[];
  health(cameraId: string): CameraHealth;
  onHealthChanged(listener: (cameraId: string, health: CameraHealth) => void): () => void;
}

/** One rendition of one camera. */
export interface RecordedTrack {
  readonly cameraId: string;
  readonly rendition: RenditionName;
}

/**
 * What was recorded, by time of capture. Knows nothing of terms and ranges: whoever asks has to. Spans ascend and
 * never touch; segments ascend by time and `seq`. Nothing that is asked for and not there is an error.
 */
export interface RecordedSource {
  /** Best first; empty for a camera of which nothing was recorded. */
  renditions(cameraId: string): Rendition[];
  basis(cameraId: string): ClockBasis;
  /** When the track was recorded, cut to `within`. */
  spans(track: RecordedTrack, within: Span): Promise<Span[]>;
  /** At most `max`, oldest first, of those that have a frame `within`: the first may begin before it, the last end after. */
  segments(track: RecordedTrack, within: Span, max: number): Promise<RecordedSegment[]>;
  findSegment(track: RecordedTrack, seq: number): Promise<RecordedSegment | undefined>;
  findInit(track: RecordedTrack, init: number): Promise<RecordedInit | undefined>;
  /**
   * Fragmented MP4, one `moof` and one `mdat` with one track: whole, as it was described. Undefined once it is gone,
   * or where it can no longer be read.
   */
  readSegment(track: RecordedTrack, seq: number): Promise<Buffer | undefined>;
  readInit(track: RecordedTrack, init: number): Promise<Buffer | undefined>;
}

/** Recordings that stay, whatever their age and however full the disk. */
export interface RecordingHolds {
  /** Ascending, never touching. */
  spansOf(cameraId: string): readonly Span[];
}

/** A viewing that may send bytes now. */
export interface AdmittedViewing {
  viewingId: string;
  cameraId: string;
  /** Renditions higher than this are not to be served. */
  maxHeightPx: number;
  /** What was captured earlier, hub time, is not to be served: the terms in force do not cover it. */
  captureFromMs: number;
  /** What of a stretch of the past may be served at this moment; nothing for a live viewing. */
  permitted(within: Span): Span[];
  /** What may be seen of the past, as the operator is told; null for a live viewing. */
  range(): TimeRange | null;
  /** Aborts at once on revocation, expiry or end of the viewing. */
  ended: AbortSignal;
  /** Checked at each chunk: expiry, epoch, revocation. */
  isLive(): boolean;
}

export interface MediaRequest {
  authorization?: string | undefined;
  proof?: string | undefined;
  method: string;
  /** Absolute, as requested. */
  url: string;
  /** Address of the peer, for the audit and for flood protection. */
  remote: string;
}

/** What is fetched with a grant; the grant of one is none of the other. */
export type MediaAction = Extract<Action, "view-live" | "view-recorded">;

export interface MediaGate {
  /**
   * Verifies grant and proof, and that they are for what is asked; audits refusals; throws `GRANT_WRONG`, or
   * `RATE_LIMITED` in a flood of refusals.
   */
  admit(request: MediaRequest, viewingId: string, action: MediaAction): Promise<AdmittedViewing>;
  countBytes(viewingId: string, bytes: number): void;
}
