import type { ClockBasis, Span } from "../../../contract/recorded.ts";
import type { RenditionOffer } from "../../../contract/viewingCalls.ts";
import type { ClockChange, PlaybackClock } from "../../playback/playbackClock.ts";
import type { MediaClock } from "../mediaClock.ts";
import type { PlayerFault } from "../player.ts";
import { startPlaying } from "../startPlaying.ts";
import type { FetchPart } from "./fetchPart.ts";
import { endOf } from "./indexBook.ts";
import { chooseLane, type Lane, LaneMap, rateOf } from "./lanes.ts";
import type { Course } from "./planBuffer.ts";
import { planFollow } from "./planFollow.ts";
import { findFrame, planStep } from "./planStep.ts";
import { RecordedStore, type Recording } from "./recordedStore.ts";
import type { FrameTime } from "./segmentBox.ts";
import { StrainGauge } from "./strainGauge.ts";

/** Media time is counted from so long before now: recordings are not kept longer, and the numbers stay small. */
const ORIGIN_BEFORE_MS = 60 * 86_400_000;
/** A jump that has not come to its frame after this is made again: browsers lose one now and then. */
const SEEK_AGAIN_MS = 700;
/** A playing element whose time stood for this long found a seam it does not get over. */
const STOPPED_AFTER_MS = 250;
/** A moving picture that put no frame on the glass for this long, in its own frames' time, no longer moves. */
const RESTING_AFTER_MS = 500;
/** While it moves a picture may be so far beside the clock and still be the right one; it is being corrected. */
const BESIDE_MS = 500;

export interface RecordedPictureRequest {
  readonly video: HTMLVideoElement;
  /** Address of the rendition's index. */
  readonly url: string;
  readonly offer: RenditionOffer;
  readonly maxHeightPx: number;
  readonly clock: MediaClock;
  readonly played: PlaybackClock;
  readonly fetchPart: FetchPart;
  /** What may be looked at now, hub time. */
  readonly bounds: () => Span;
  readonly hubNowMs: () => number | null;
  /** What {@link RecordedPicture.facts} says is another thing now. */
  readonly onChange: () => void;
  readonly onFault: (fault: PlayerFault) => void;
}

export interface RecordedPictureFacts {
  /** What there is at the moment of the clock. */
  readonly recording: Recording;
  /** Whether the frame that belongs to the moment of the clock is on the glass. */
  readonly isRight: boolean;
  /** Capture of the frame on the glass, hub time; null before the first. */
  readonly shownAtMs: number | null;
  readonly skewMs: number | null;
  readonly frameMs: number | null;
  readonly lane: Lane;
  readonly basis: ClockBasis | null;
  readonly framesPresented: number;
  readonly framesLost: number;
}

interface Shown {
  readonly frame: FrameTime;
  readonly lane: Lane;
  readonly skewMs: number;
  readonly atMs: number;
}

/** One rendition of one camera in one video element, following the clock. */
export class RecordedPicture {
  readonly offer: RenditionOffer;
  readonly #request: RecordedPictureRequest;
  readonly #map: LaneMap;
  readonly #store: RecordedStore;
  #shown: Shown | null = null;
  #course: Course;
  /** Where a resting picture belongs, and for which moment of the clock that was worked out. */
  #stand: { readonly clockAtMs: number; readonly frame: FrameTime } | null = null;
  #soughtAtMs = Number.NEGATIVE_INFINITY;
  #mustJump = true;
  readonly #strain: StrainGauge;
  #pendingFrame: number | null = null;
  #lastMediaS = -1;
  #movedAtMs = 0;
  #framesBefore: number | null = null;
  #framesPresented = 0;
  #isClosed = false;

  constructor(request: RecordedPictureRequest) {
    this.#request = request;
    this.offer = request.offer;
    const { video, played, url } = request;
    this.#strain = new StrainGauge(request.clock);
    this.#map = new LaneMap(played.atMs() - ORIGIN_BEFORE_MS);
    this.#course = this.#readCourse();
    this.#store = new RecordedStore({
      ...request,
      url,
      map: this.#map,
      onChange: () => this.act(),
      onEmptied: () => {
        this.#shown = null;
        this.#mustJump = true;
      },
    });
    video.addEventListener("seeked", this.#handleSeeked);
  }

  readonly #handleSeeked = () => this.act();

  /** The clock is another thing now. */
  hear(change: ClockChange): void {
    this.#mustJump = true;
    if (change.kind === "pace") this.#strain.forget();
    const frames = change.kind === "step" ? this.#store.framesNear(this.#request.played.atMs()) : [];
    const shownAtMs = this.#stand?.frame.atMs ?? this.#shown?.frame.atMs;
    const shown = frames.findIndex(({ atMs }) => atMs === shownAtMs);
    if (change.kind === "step" && shown >= 0) {
      const atMs = this.#request.played.atMs();
      const frame = frames[planStep(frames, shown, change.frames, atMs)];
      // Where the next frame is still on its way, it is found when it has come.
      const isThere = frame !== undefined && measureSkew(frame, atMs) < frame.durationMs;
      this.#stand = isThere ? { clockAtMs: atMs, frame } : null;
    } else this.#stand = null;
    this.act();
  }

  /** To be called about ten times a second: keeps the buffer and the picture with the clock. */
  act(): void {
    if (this.#isClosed) return;
    const { video, played } = this.#request;
    const course = this.#readCourse();
    this.#course = course;
    this.#store.follow(course);
    const loaded = this.#store.loadedAt(course.lane, course.atMs);
    if (loaded === null) {
      if (!video.paused) video.pause();
      this.#mustJump = true;
    } else if (course.pace > 0 && !played.isHeld) this.#move(course, loaded.frames);
    else this.#rest(course, loaded.frames);
    this.#lookAtNextFrame();
    this.#request.onChange();
  }

  /** Time of the frame so many after the one at a moment; null where it was not appended. */
  frameBeside(atMs: number, by: 1 | -1): number | null {
    const frames = this.#store.framesNear(atMs);
    const here =
      this.#stand?.clockAtMs === atMs ? frames.findIndex((each) => each.atMs === this.#stand?.frame.atMs) : -1;
    return frames[(here >= 0 ? here : findFrame(frames, atMs)) + by]?.atMs ?? null;
  }

  /** Whether what belongs to the moment of the clock was appended: it is only a matter of playing it. */
  isReady(): boolean {
    const { lane, atMs } = this.#course;
    return this.#store.loadedAt(lane, atMs) !== null;
  }

  /** What was damaged or missing is tried again. */
  tryAgain(): void {
    this.#store.forgive();
    this.act();
  }

  facts(): RecordedPictureFacts {
    const { atMs, lane } = this.#course;
    const shown = this.#shown;
    return {
      recording: this.#store.recordingAt(atMs),
      isRight: this.#isRight(),
      shownAtMs: shown?.frame.atMs ?? null,
      skewMs: shown?.skewMs ?? null,
      frameMs: this.#store.loadedAt("whole", atMs)?.frames[0]?.durationMs ?? null,
      lane,
      basis: this.#store.book.basis,
      framesPresented: this.#framesPresented,
      framesLost: this.#request.video.getVideoPlaybackQuality().droppedVideoFrames,
    };
  }

  close(): void {
    this.#isClosed = true;
    const { video } = this.#request;
    video.removeEventListener("seeked", this.#handleSeeked);
    if (this.#pendingFrame !== null) video.cancelVideoFrameCallback(this.#pendingFrame);
    this.#store.close();
  }

  #readCourse(): Course {
    const { played } = this.#request;
    const lane = chooseLane(played.speed, played.isPlaying, this.#strain.isStrained());
    return { atMs: played.atMs(), lane, pace: played.isPlaying ? Math.abs(played.speed) : 0 };
  }

  #move(course: Course, frames: readonly FrameTime[]): void {
    const { video, played, onFault } = this.#request;
    this.#stand = null;
    if (video.seeking) return;
    const here = this.#map.fromMediaS(video.currentTime);
    const isElsewhere = here.lane !== course.lane;
    const direction = course.lane === "back" ? -1 : 1;
    const behindMs = (course.atMs - here.atMs) * direction;
    const isStuck = this.#hasStopped();
    const frameMs = frames[findFrame(frames, course.atMs)]?.durationMs ?? 0;
    const plan = planFollow({ behindMs, pace: course.pace, frameMs, isStuck });
    // After a change of the clock a picture within a frame of it has nowhere to jump to.
    const mustJump = isElsewhere || plan.kind === "seek" || (this.#mustJump && Math.abs(behindMs) > frameMs);
    const wasTold = this.#mustJump;
    this.#mustJump = false;
    if (mustJump) this.#jump(this.#map.toMediaS(course.lane, course.atMs));
    // A jump that the clock asked for says nothing of the machine.
    if (!isElsewhere && !wasTold && plan.kind === "seek" && behindMs > 0 && course.pace > 1 && course.lane === "whole")
      this.#strain.noteJump();
    video.playbackRate = rateOf(played.speed, !mustJump && plan.kind === "rate" ? plan.correction : 0);
    if (video.paused) startPlaying(video, onFault);
  }

  /** Brings the frame of the clock's moment to the glass, and leaves it there. */
  #rest(course: Course, frames: readonly FrameTime[]): void {
    const { video } = this.#request;
    if (!video.paused) video.pause();
    const { lane, atMs } = course;
    if (this.#stand?.clockAtMs !== atMs) {
      const near = lane === "whole" ? this.#store.framesNear(atMs) : frames;
      const frame = lane === "whole" ? near[findFrame(near, atMs)] : near[0];
      if (frame === undefined) return;
      this.#stand = { clockAtMs: atMs, frame };
    }
    const { frame } = this.#stand;
    if (this.#isOnGlass(frame, lane)) return;
    const isLost = this.#request.clock.nowMs() - this.#soughtAtMs > SEEK_AGAIN_MS;
    if (video.seeking && !isLost) return;
    // The middle of a frame: no rounding can end up in the one beside it.
    const middleS = this.#map.toMediaS(lane, frame.atMs + frame.durationMs / 2);
    if (isLost || this.#mustJump || Math.abs(video.currentTime - middleS) > 0.001) this.#jump(middleS);
    this.#mustJump = false;
  }

  #jump(mediaS: number): void {
    const { video, clock } = this.#request;
    this.#soughtAtMs = clock.nowMs();
    // Before the first header the element knows no times, and a jump would be forgotten.
    if (video.readyState >= HTMLMediaElement.HAVE_METADATA) video.currentTime = mediaS;
    else this.#soughtAtMs = Number.NEGATIVE_INFINITY;
  }

  #isOnGlass(frame: FrameTime, lane: Lane): boolean {
    const shown = this.#shown;
    return shown !== null && shown.lane === lane && Math.abs(shown.frame.atMs - frame.atMs) < 1;
  }

  #isRight(): boolean {
    const { played, clock } = this.#request;
    const { lane, pace } = this.#course;
    const shown = this.#shown;
    if (shown === null || shown.lane !== lane) return false;
    if (pace === 0 || played.isHeld) return this.#stand !== null && this.#isOnGlass(this.#stand.frame, lane);
    const restMs = clock.nowMs() - shown.atMs;
    const mostRestMs = RESTING_AFTER_MS + (2 * shown.frame.durationMs) / pace;
    // What is known of the frame on the glass is a little old: it has moved on since, and the clock with it.
    const besideMs = measureSkew(shown.frame, this.#course.atMs);
    return besideMs <= (BESIDE_MS + restMs) * pace && restMs <= mostRestMs;
  }

  /** Whether the element should play and has not moved for a while. */
  #hasStopped(): boolean {
    const { video, clock } = this.#request;
    if (video.paused || video.currentTime !== this.#lastMediaS) this.#movedAtMs = clock.nowMs();
    this.#lastMediaS = video.currentTime;
    return clock.nowMs() - this.#movedAtMs > STOPPED_AFTER_MS;
  }

  #lookAtNextFrame(): void {
    this.#pendingFrame ??= this.#request.video.requestVideoFrameCallback(this.#look);
  }

  readonly #look: VideoFrameRequestCallback = (_nowMs, metadata) => {
    this.#pendingFrame = null;
    if (this.#isClosed) return;
    const { maxHeightPx, onFault, played, clock } = this.#request;
    if (metadata.height > maxHeightPx) {
      onFault({ kind: "tooLarge", detail: `${metadata.height} pixels high, ${maxHeightPx} allowed` });
      return;
    }
    this.#framesBefore ??= metadata.presentedFrames - 1;
    this.#framesPresented = metadata.presentedFrames - this.#framesBefore;
    const wasRight = this.#isRight();
    const found = this.#findShown(metadata.mediaTime);
    if (found !== null) {
      const nowMs = clock.nowMs();
      const sinceMs = played.isPlaying && !played.isHeld ? (nowMs - metadata.presentationTime) * played.speed : 0;
      const skewMs = measureSkew(found.frame, played.atMs() - sinceMs);
      this.#shown = { ...found, skewMs, atMs: nowMs };
    }
    // A moving picture that is right is looked after by the timer; each single frame of nine would cost too much.
    if (!wasRight || this.#course.pace === 0) this.act();
  };

  /** Which frame a media time stands for. Of key frames going back, it is the end of the stretch they stand for. */
  #findShown(mediaS: number): { readonly frame: FrameTime; readonly lane: Lane } | null {
    const { lane, atMs } = this.#map.fromMediaS(mediaS);
    const loaded = this.#store.loadedAt(lane, lane === "back" ? atMs - 1 : atMs + 1);
    if (loaded === null) return null;
    if (lane === "whole") {
      const frame = loaded.frames[findFrame(loaded.frames, atMs + 1)];
      return frame === undefined ? null : { frame, lane };
    }
    const [key] = loaded.frames;
    return key === undefined ? null : { frame: { ...key, durationMs: endOf(loaded.segment) - key.atMs }, lane };
  }
}

/** How far a moment lies outside a frame's time, milliseconds. */
export function measureSkew({ atMs, durationMs }: FrameTime, momentMs: number): number {
  return Math.max(0, atMs - momentMs, momentMs - (atMs + durationMs));
}
