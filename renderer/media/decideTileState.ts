import type { CameraHealth } from "../../contract/cameras.ts";
import type { TileState } from "../../contract/tileStates.ts";
import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import type { FrameChoice, Protocol } from "../../contract/viewings.ts";

/** No newly presented frame for this long: frozen (design, video §3). With key frames alone, two of their intervals. */
export const FROZEN_AFTER_MS = 2_000;
/** A frozen picture is then taken away, so that nobody mistakes it for the street. */
export const FROZEN_BLANK_AFTER_MS = 30_000;
/** While reconnecting the last frame stays this long. */
export const RECONNECTING_BLANK_AFTER_MS = 2_000;
/** Age of a frame beyond which moving pictures are delayed, by protocol. What was recorded is never late for now. */
export const DELAYED_AFTER_MS: Readonly<Record<Protocol, number>> = {
  flv: 2_000,
  hls: 5_000,
  recorded: Number.POSITIVE_INFINITY,
};

/** How long a picture may go without a new frame before it is frozen, milliseconds. */
export function frozenAfterMs({ frames, keyIntervalMs }: Pick<PlayerFacts, "frames" | "keyIntervalMs">): number {
  return frames === "all" ? FROZEN_AFTER_MS : Math.max(FROZEN_AFTER_MS, 2 * (keyIntervalMs ?? 0));
}

/** What the players of a tile are doing. Times are monotonic milliseconds. */
export interface PlayerFacts {
  /**
   * `none`: no first frame yet. `playing`: connected. `broken`: its player gave up, another is being started.
   * `paused`: stopped to save decoding.
   */
  readonly picture: "none" | "playing" | "broken" | "paused";
  /** Whether the last frame of a paused picture is still there. */
  readonly isStillKept: boolean;
  readonly protocol: Protocol | null;
  readonly frames: FrameChoice;
  /** Time between key frames; null while unknown. */
  readonly keyIntervalMs: number | null;
  /** Number of the present attempt to reconnect; 0 before the first failure. */
  readonly attempt: number;
  /** When a frame was last presented; null before the first and after a blank. */
  readonly lastFrameAtMs: number | null;
  readonly frameAgeMs: number | null;
  /** Why this camera cannot be shown here; null when it can. */
  readonly unplayable: string | null;
}

export interface TileDecision {
  readonly state: TileState;
  /** Whether the picture must be covered. */
  readonly isBlank: boolean;
}

const covered = (state: TileState): TileDecision => ({ state, isBlank: true });
const shown = (state: TileState): TileDecision => ({ state, isBlank: false });

/**
 * What a tile with a camera is, from the consent check, the camera's health and its players. First row that fits:
 *
 * | viewing | health | picture | last frame | age | state | blank |
 * | --- | --- | --- | --- | --- | --- | --- |
 * | none, asking | | | | | connecting | yes |
 * | pending, revoked, ended, silent | | | | | the same word | yes |
 * | refused, camera offline its only reason | | | | | offline | yes |
 * | refused | | | | | refused | yes |
 * | permitted | | cannot be shown | | | unplayable | yes |
 * | permitted | | playing | < 2 s | ≤ limit, or unknown | live | no |
 * | permitted | | playing | < 2 s | > limit | delayed | no |
 * | permitted | offline | | | | offline | yes |
 * | permitted | | paused | | | overloaded | unless its last frame is kept |
 * | permitted, scenario paused | not offline | any but paused | | | training-paused | unless a frame is there |
 * | permitted | | playing | 2 to 30 s | | frozen | no |
 * | permitted | | playing | ≥ 30 s | | frozen | yes |
 * | permitted | | none, first attempt | | | connecting | yes |
 * | permitted | | broken | < 2 s | | reconnecting | no |
 * | permitted | | broken or none | ≥ 2 s, none | | reconnecting | yes |
 *
 * The limit is 2 s over FLV and 5 s over HLS. A picture of key frames alone may be older and rest longer by one
 * interval of them each. While a scenario is paused, every picture stands still on purpose: it is neither live nor
 * frozen, however fresh or old its last frame is, and the row of the scenario comes first. One without a frame has none
 * to get before the scenario goes on, as where terms were given a moment ago.
 */
export function decideTileState(
  viewing: ViewingStatus | null,
  health: CameraHealth | null,
  player: PlayerFacts,
  nowMs: number,
  isTrainingPaused = false,
): TileDecision {
  if (viewing === null || viewing.state === "asking") return covered("connecting");
  if (viewing.state === "refused") {
    return covered(viewing.reasons.every((reason) => reason === "RES_OFFLINE") ? "offline" : "refused");
  }
  if (viewing.state !== "permitted") return covered(viewing.state);
  if (player.unplayable !== null) return covered("unplayable");
  const isStanding = isTrainingPaused && player.picture !== "paused";
  return isStanding ? decideStanding(health, player, nowMs) : decidePermitted(health, player, nowMs);
}

function decideStanding(health: CameraHealth | null, player: PlayerFacts, nowMs: number): TileDecision {
  const { picture, lastFrameAtMs } = player;
  if (picture === "playing" && lastFrameAtMs !== null) return shown("training-paused");
  if (health?.state === "offline") return covered("offline");
  const isLateBy = lastFrameAtMs === null ? Number.POSITIVE_INFINITY : nowMs - lastFrameAtMs;
  const mayKeepFrame = picture === "broken" && isLateBy < RECONNECTING_BLANK_AFTER_MS;
  return mayKeepFrame ? shown("training-paused") : covered("training-paused");
}

function decidePermitted(health: CameraHealth | null, player: PlayerFacts, nowMs: number): TileDecision {
  const sinceFrameMs = player.lastFrameAtMs === null ? Number.POSITIVE_INFINITY : nowMs - player.lastFrameAtMs;
  const isPlaying = player.picture === "playing";
  if (isPlaying && sinceFrameMs < frozenAfterMs(player)) {
    const restMs = player.frames === "key" ? (player.keyIntervalMs ?? 0) : 0;
    const limitMs = player.protocol === null ? 0 : DELAYED_AFTER_MS[player.protocol] + restMs;
    return shown(player.frameAgeMs !== null && player.frameAgeMs > limitMs ? "delayed" : "live");
  }
  if (health?.state === "offline") return covered("offline");
  if (player.picture === "paused") return player.isStillKept ? shown("overloaded") : covered("overloaded");
  if (isPlaying) return sinceFrameMs < FROZEN_BLANK_AFTER_MS ? shown("frozen") : covered("frozen");
  if (player.attempt === 0) return covered("connecting");
  const mayKeepFrame = player.picture === "broken" && sinceFrameMs < RECONNECTING_BLANK_AFTER_MS;
  return mayKeepFrame ? shown("reconnecting") : covered("reconnecting");
}
