import { z } from "zod";
import { Rendition, RenditionName } from "./cameras.ts";
import { ObligationName, Obligations, OwnerKind, PurposeCode, SharingTier } from "./consentRecord.ts";
import { AtMs, DurationMs, Id, Label, Note } from "./primitives.ts";
import { ReasonCode, RevokeCause } from "./reasons.ts";
import { TimeRange } from "./recorded.ts";

/** Most items of one consent question, renewal or acknowledgement. */
export const MAX_VIEWING_ITEMS = 256;

export const ACTIONS = ["view-live", "view-recorded", "snapshot", "export"] as const;
export const Action = z.enum(ACTIONS);
export type Action = z.infer<typeof Action>;

export const Purpose = z.strictObject({ code: PurposeCode, incidentId: Id.optional(), note: Note.optional() });
export type Purpose = z.infer<typeof Purpose>;

/** Random bytes of the asking desk, returned inside the grant so that an old answer cannot be passed off as new. */
const Nonce = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);

/** One camera of a question. Recordings are asked for by time, and nothing else is that shows a picture of now. */
const ViewingItem = z
  .strictObject({ cameraId: Id, action: Action, range: TimeRange.optional() })
  .refine(({ action, range }) => action === "export" || (action === "view-recorded") === (range !== undefined), {
    path: ["range"],
    error: "belongs to view-recorded, which needs one",
  });

/** The consent question: may this operator, at this station, for this purpose, look at these cameras? */
export const ViewingsRequest = z.strictObject({
  purpose: Purpose,
  stationId: Id,
  nonce: Nonce,
  supportedObligations: z.array(ObligationName).max(16),
  /** Only `true` may contact a supervisor or an owner; set on an operator's explicit act alone. */
  ask: z.boolean().default(false),
  /** A glance from the map: thumb rendition only, marked in the audit. */
  preview: z.boolean().default(false),
  items: z.array(ViewingItem).min(1).max(MAX_VIEWING_ITEMS),
});
export type ViewingsRequest = z.infer<typeof ViewingsRequest>;

/** How live pictures come, best first. */
export const LIVE_PROTOCOLS = ["flv", "hls"] as const;
export type LiveProtocol = (typeof LIVE_PROTOCOLS)[number];
/** `recorded`: an index and segments by time, see recorded.ts. */
export const PROTOCOLS = [...LIVE_PROTOCOLS, "recorded"] as const;
export const Protocol = z.enum(PROTOCOLS);
export type Protocol = z.infer<typeof Protocol>;

/** Which frames of a live stream are sent: every one, or only those that stand alone (`?frames=key`, FLV only). */
export const FrameChoice = z.enum(["all", "key"]);
export type FrameChoice = z.infer<typeof FrameChoice>;

/** One way to fetch one rendition. `path` is below the hub's origin and stays inside the desk. */
export const MediaOffer = Rendition.omit({ name: true }).extend({
  protocol: Protocol,
  rendition: RenditionName,
  path: z
    .string()
    .max(200)
    .regex(/^\/v1\/media\//),
});
export type MediaOffer = z.infer<typeof MediaOffer>;

/** What the tile and the inspector tell the operator about the owner's permission. */
export const ViewingTerms = z.strictObject({
  ownerKind: OwnerKind,
  ownerLabel: Label,
  sharing: SharingTier,
  /** The owner's terms in the owner's words. */
  words: Label,
  incidentId: Id.optional(),
  /** When the owner was or will have been told; absent where the terms do not ask for it. */
  ownerToldAtMs: AtMs.optional(),
  /** Number of the audit entry this viewing was written under, before it was granted. */
  auditSeq: z.int().nonnegative(),
});
export type ViewingTerms = z.infer<typeof ViewingTerms>;

export const PermitAnswer = z.strictObject({
  outcome: z.literal("permit"),
  cameraId: Id,
  viewingId: Id,
  /** Signed grant (JWS). Never leaves the desk. */
  grant: z.string().max(8_192),
  grantEndsInMs: DurationMs,
  /** Remaining time of the viewing itself; absent where its terms set no end. */
  endsInMs: DurationMs.optional(),
  /** Of a recorded viewing: the wish, cut to what the terms cover. */
  range: TimeRange.optional(),
  obligations: Obligations,
  terms: ViewingTerms,
  media: z.array(MediaOffer).max(8),
});
export type PermitAnswer = z.infer<typeof PermitAnswer>;

const pendingFields = {
  cameraId: Id,
  /** Absent while nobody has been asked. */
  requestId: Id.optional(),
  expiresInMs: DurationMs.optional(),
  reasons: z.array(ReasonCode).max(16),
};
export const ViewingAnswer = z.discriminatedUnion("outcome", [
  PermitAnswer,
  z.strictObject({ outcome: z.literal("pending-supervisor"), ...pendingFields }),
  z.strictObject({ outcome: z.literal("pending-owner"), ...pendingFields }),
  z.strictObject({ outcome: z.literal("deny"), cameraId: Id, reasons: z.array(ReasonCode).min(1).max(16) }),
]);
export type ViewingAnswer = z.infer<typeof ViewingAnswer>;

/** One answer per item, in the order asked. */
export const ViewingsAnswer = z.strictObject({
  answers: z.array(ViewingAnswer).max(MAX_VIEWING_ITEMS),
  hubNowMs: z.int().nonnegative(),
});
export type ViewingsAnswer = z.infer<typeof ViewingsAnswer>;

/** A renewal is a full new decision. An unknown or ended viewing is a deny. */
export const RenewRequest = z.strictObject({
  nonce: Nonce,
  supportedObligations: z.array(ObligationName).max(16),
  viewingIds: z.array(Id).min(1).max(MAX_VIEWING_ITEMS),
});
export const RenewAnswer = z.strictObject({
  answers: z.array(z.strictObject({ viewingId: Id, answer: ViewingAnswer })).max(MAX_VIEWING_ITEMS),
  hubNowMs: z.int().nonnegative(),
});
export type RenewAnswer = z.infer<typeof RenewAnswer>;

/** The desk tells the hub how fast a revoked picture went. `framesAfter` must be zero. */
export const AcksRequest = z.strictObject({
  acks: z
    .array(
      z.strictObject({
        viewingId: Id,
        cause: RevokeCause,
        blankedAfterMs: z.number().nonnegative(),
        framesAfter: z.int().nonnegative(),
      }),
    )
    .min(1)
    .max(MAX_VIEWING_ITEMS),
});

/** JOSE type of a grant; a token of any other type is not one. */
export const GRANT_TYPE = "glasshouse-grant+jwt";
export const GRANT_AUDIENCE = "glasshouse-media";
/** Life of a live grant: long enough for one lost renewal, short enough to be the last fence. */
export const GRANT_LIFE_MS = 60_000;

/** Claims of a grant (RFC 7519 names where they exist). Times in seconds there, milliseconds in `hubNowMs`. */
export const GrantClaims = z.strictObject({
  iss: z.string().max(200),
  aud: z.literal(GRANT_AUDIENCE),
  /** Operator. */
  sub: Id,
  /** Hub session. */
  sid: Id,
  jti: Id,
  /** Station, and the thumbprint (RFC 7638) of the key it must prove. */
  stn: Id,
  cnf: z.strictObject({ jkt: z.string().max(64) }),
  vid: Id,
  cam: Id,
  act: Action,
  pur: PurposeCode,
  inc: Id.optional(),
  /** What may be seen of a recording; absent where there is none. */
  rng: TimeRange.optional(),
  /** Audit entry of the decision. */
  dec: z.int().nonnegative(),
  /** The camera's consent epoch: a change of terms raises it and voids every older grant. */
  epoch: z.int().nonnegative(),
  maxHeightPx: z.int(),
  nonce: Nonce,
  hubNowMs: z.int().nonnegative(),
  iat: z.int(),
  exp: z.int(),
});
export type GrantClaims = z.infer<typeof GrantClaims>;
