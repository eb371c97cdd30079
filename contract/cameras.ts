import { z } from "zod";
import { FieldOfView, OwnerKind, SharingTier } from "./consentRecord.ts";
import { AtMs, CameraNumber, Id, Label, Position } from "./primitives.ts";

/** One encoding of a camera's stream, best first. */
export const RENDITION_NAMES = ["main", "sub", "thumb"] as const;
export const RenditionName = z.enum(RENDITION_NAMES);
export type RenditionName = z.infer<typeof RenditionName>;

export const Rendition = z.strictObject({
  name: RenditionName,
  /** RFC 6381 codec string, for example `avc1.64001f`. */
  codec: z.string().max(40),
  widthPx: z.int().min(16).max(8_192),
  heightPx: z.int().min(16).max(8_192),
  fps: z.number().min(0.1).max(240),
  bitrateBps: z.int().min(0),
});
export type Rendition = z.infer<typeof Rendition>;

export const HEALTH_STATES = ["online", "offline", "unknown"] as const;
export const CameraHealth = z.strictObject({
  state: z.enum(HEALTH_STATES),
  sinceMs: AtMs,
  reason: Label.optional(),
});
export type CameraHealth = z.infer<typeof CameraHealth>;

export const CameraAbilities = z.strictObject({
  live: z.boolean(),
  recorded: z.boolean(),
  ptz: z.boolean(),
  audio: z.boolean(),
});

/** One source with an owner and a place. It carries no URL: only a grant leads to a picture. */
export const Camera = z.strictObject({
  id: Id,
  number: CameraNumber,
  name: Label,
  owner: z.strictObject({ kind: OwnerKind, label: Label }),
  /** Absent where nobody has said, or nobody could read, where it is. */
  position: Position.optional(),
  fieldOfView: FieldOfView.optional(),
  /** Absent for registry-only cameras, as is `can`. */
  renditions: z.array(Rendition).max(RENDITION_NAMES.length).optional(),
  can: CameraAbilities.optional(),
  sharing: SharingTier,
  health: CameraHealth,
  place: z.strictObject({ street: Label, area: Label }),
  tags: z.array(Label).max(16),
});
export type Camera = z.infer<typeof Camera>;

/** Most cameras of one site, the design's bound; and most that one page may carry. */
export const MAX_CAMERAS = 50_000;
export const CAMERAS_PER_PAGE = 5_000;

/** Changes since a revision. `nextAfter` is set while there are further pages of the same answer. */
export const CameraPage = z.strictObject({
  revision: z.int().nonnegative(),
  cameras: z.array(Camera).max(CAMERAS_PER_PAGE),
  removedIds: z.array(Id).max(CAMERAS_PER_PAGE),
  nextAfter: Id.optional(),
});
export type CameraPage = z.infer<typeof CameraPage>;

/** What a window keeps of every camera; the rest comes on selection. */
export const CameraRow = z.strictObject({
  id: Id,
  number: CameraNumber,
  name: Label,
  ownerKind: OwnerKind,
  ownerLabel: Label,
  position: Position.optional(),
  fieldOfView: FieldOfView.optional(),
  sharing: SharingTier,
  health: CameraHealth,
  street: Label,
  hasStream: z.boolean(),
});
export type CameraRow = z.infer<typeof CameraRow>;
