import { z } from "zod";
import { DisplaySize } from "./budget.ts";
import { RenditionName } from "./cameras.ts";
import { Obligations } from "./consentRecord.ts";
import { ForesightAnswer, ForesightRequest } from "./foresight.ts";
import { AtMs, Id } from "./primitives.ts";
import { ReasonCode, RevokeCause } from "./reasons.ts";
import { MAX_PLAYBACK_TILES, PLAYBACK_FIRST_TILE, REPLAY_TILE_OFFSET, TimeRange } from "./recorded.ts";
import { TILE_STATES } from "./tileStates.ts";
import { FrameChoice, MediaOffer, Protocol, ViewingTerms } from "./viewings.ts";
import { DisplayNumber, MAX_TILES, TileNumber } from "./wall.ts";

const Nothing = z.strictObject({});

/** A rendition as a window may know it: no path. */
export const RenditionOffer = MediaOffer.omit({ path: true });
export type RenditionOffer = z.infer<typeof RenditionOffer>;

/** What the consent check says about one tile's camera at this moment. */
export const ViewingStatus = z.discriminatedUnion("state", [
  /** The desk has asked and waits for the hub. */
  z.strictObject({ state: z.literal("asking") }),
  z.strictObject({
    state: z.literal("permitted"),
    viewingId: Id,
    /** Hub time at which the terms end the viewing; absent where they do not. */
    endsAtMs: AtMs.optional(),
    obligations: Obligations,
    terms: ViewingTerms,
    /** Of a recorded viewing: what of the time asked for may be seen. */
    range: TimeRange.optional(),
    offers: z.array(RenditionOffer).max(8),
  }),
  z.strictObject({
    state: z.literal("pending"),
    stage: z.enum(["supervisor", "owner"]),
    /** False while nobody has been contacted: the tile then offers to ask. */
    isAsked: z.boolean(),
    askedAtMs: AtMs.optional(),
    expiresAtMs: AtMs.optional(),
  }),
  z.strictObject({ state: z.literal("refused"), reasons: z.array(ReasonCode).min(1).max(16) }),
  z.strictObject({ state: z.literal("revoked"), cause: RevokeCause, atMs: AtMs }),
  z.strictObject({ state: z.literal("ended"), cause: RevokeCause, atMs: AtMs }),
  z.strictObject({ state: z.literal("silent"), sinceMs: AtMs }),
]);
export type ViewingStatus = z.infer<typeof ViewingStatus>;

/** A window's claim on a viewing for one of its tiles; unique in the desk. The viewing lives while a claim does. */
export const ClaimId = Id;

/** A tile of the wall, of the Playback screen, or the replay in a tile of the wall. */
const ClaimTile = z.union([
  TileNumber,
  z
    .int()
    .min(PLAYBACK_FIRST_TILE)
    .lt(PLAYBACK_FIRST_TILE + MAX_PLAYBACK_TILES),
  z
    .int()
    .min(REPLAY_TILE_OFFSET + 1)
    .max(REPLAY_TILE_OFFSET + MAX_TILES),
]);

/** A loopback address for one player in one tile. Unguessable, dead when the viewing ends, never logged. */
export const MediaHandle = z.strictObject({
  handleId: Id,
  url: z.url().max(300),
  protocol: Protocol,
  rendition: RenditionName,
  frames: FrameChoice,
  viewingId: Id,
});
export type MediaHandle = z.infer<typeof MediaHandle>;

/** What a tile shows, reported by its window about once a second, for the health screen and the desk's watchdog. */
export const PlaybackSample = z.strictObject({
  claimId: ClaimId,
  state: z.enum(TILE_STATES),
  frameAgeMs: z.number().nullable(),
  framesPresented: z.int().nonnegative(),
  framesLost: z.int().nonnegative(),
  rendition: RenditionName.nullable(),
  /** Whether every frame is shown, or key frames alone. */
  frames: FrameChoice,
  /** The rendition its size asks for; null before anything was chosen. */
  wanted: RenditionName.nullable(),
  /** The window's selected tile, shown full, or behind one that is. */
  isSelected: z.boolean(),
  isFull: z.boolean(),
  isCovered: z.boolean(),
  decoder: z.string().max(80).nullable(),
  /** Number of the present attempt to reconnect; 0 while none was needed. */
  attempt: z.int().nonnegative(),
  /** How long the state has lasted, milliseconds. */
  sinceMs: z.number().nonnegative(),
  /** Why the tile is blank, in words for the operator; null where the state says it all. */
  reason: z.string().max(400).nullable(),
});
export type PlaybackSample = z.infer<typeof PlaybackSample>;

/** One tile's stream, as the window that shows it last reported it. A display may be shown by two windows. */
export const StreamHealth = PlaybackSample.omit({ claimId: true }).extend({
  windowId: Id,
  windowKind: z.enum(["console", "display"]),
  display: DisplayNumber,
  tile: ClaimTile,
  cameraId: Id,
  /** A window reports each second; one that is later than a few has stopped answering. */
  reportedAgoMs: z.number().nonnegative(),
});
export type StreamHealth = z.infer<typeof StreamHealth>;

/** What a window may ask of its desk about pictures: a part of the table in deskApi.ts. */
export const VIEWING_CALLS = {
  /**
   * Claims viewings for tiles of this window; all of one call become one question to the hub. With a range, of what
   * was recorded then.
   */
  "viewing.claim": {
    params: z.strictObject({
      items: z
        .array(z.strictObject({ tile: ClaimTile, cameraId: Id, range: TimeRange.optional() }))
        .min(1)
        .max(MAX_TILES),
    }),
    result: z.strictObject({
      claims: z.array(z.strictObject({ claimId: ClaimId, status: ViewingStatus })).max(MAX_TILES),
    }),
  },
  /**
   * A glance from the map, for the purpose of a display: the smallest picture, marked in the audit. A window has one at
   * a time; the next takes its place. It never asks anybody, and ends as soon as it is released.
   */
  "viewing.preview": {
    params: z.strictObject({ display: DisplayNumber, cameraId: Id }),
    result: z.strictObject({ claimId: ClaimId, status: ViewingStatus }),
  },
  /** What would happen if these cameras were asked for with this purpose. Opens nothing and asks nobody. */
  "viewing.foresee": { params: ForesightRequest, result: ForesightAnswer },
  "viewing.release": { params: z.strictObject({ claimIds: z.array(ClaimId).min(1).max(MAX_TILES) }), result: Nothing },
  /** The operator's explicit act of asking the supervisor, then the owner. */
  "viewing.ask": { params: z.strictObject({ claimId: ClaimId }), result: Nothing },
  /** Tries a refused or ended viewing again. */
  "viewing.retry": { params: z.strictObject({ claimId: ClaimId }), result: Nothing },
  "viewing.openMedia": {
    /** Key frames alone are sent over FLV only. */
    params: z
      .strictObject({ claimId: ClaimId, protocol: Protocol, rendition: RenditionName, frames: FrameChoice })
      .refine(({ protocol, frames }) => frames === "all" || protocol === "flv", "key frames alone come over FLV only"),
    result: MediaHandle,
  },
  "viewing.closeMedia": { params: z.strictObject({ handleId: Id }), result: Nothing },
  /** The tile was covered: how long after the news reached the window, and how many frames came after (must be 0). */
  "viewing.blanked": {
    params: z.strictObject({
      claimId: ClaimId,
      blankedAfterMs: z.number().nonnegative(),
      framesAfter: z.int().nonnegative(),
    }),
    result: Nothing,
  },
  "viewing.report": {
    params: z.strictObject({
      samples: z.array(PlaybackSample).max(MAX_TILES),
      /** Of the display this window shows; absent while it is not laid out. */
      size: DisplaySize.optional(),
    }),
    result: Nothing,
  },
} as const;
