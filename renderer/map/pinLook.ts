import type { CameraRow } from "../../contract/cameras.ts";
import type { SharingTier } from "../../contract/consentRecord.ts";
import type { Prospect } from "../../contract/incidents.ts";
import { isOffline } from "./layers.ts";

/** Shapes first: each pin is told apart without its colour. The first three are owners, the others prospects. */
export type PinShape = "pill" | "hexagon" | "house" | "disc" | "diamond" | "square" | "struckRing" | "ring";
/** How much of a shape is filled. */
export type PinFill = "full" | "left" | "lower" | "dot" | "none";
/** Names of design tokens. */
export type PinColour = "live" | "pending" | "refused" | "offline" | "text-quiet";

export interface PinLook {
  readonly shape: PinShape;
  readonly fill: PinFill;
  readonly colour: PinColour;
}

const OWNER_SHAPES: Readonly<Record<CameraRow["ownerKind"], PinShape>> = {
  city: "pill",
  business: "hexagon",
  resident: "house",
};

const TIER_FILLS: Readonly<Record<SharingTier, PinFill>> = {
  standing: "full",
  scheduled: "left",
  emergency: "lower",
  "on-request": "dot",
  "registry-only": "none",
};

const ASKS: PinLook = { shape: "diamond", fill: "full", colour: "pending" };
const PROSPECT_LOOKS: Readonly<Record<Prospect, PinLook>> = {
  allowed: { shape: "disc", fill: "full", colour: "live" },
  "asks-supervisor": ASKS,
  "asks-owner": ASKS,
  refused: { shape: "square", fill: "full", colour: "refused" },
  offline: { shape: "struckRing", fill: "none", colour: "offline" },
  "registry-only": { shape: "ring", fill: "none", colour: "offline" },
};

/** By what would happen if it were asked for, where that is known; else by whose it is and how it is shared. */
export function choosePinLook(row: CameraRow, prospect: Prospect | undefined): PinLook {
  if (prospect !== undefined) return PROSPECT_LOOKS[prospect];
  if (isOffline(row)) return PROSPECT_LOOKS.offline;
  return { shape: OWNER_SHAPES[row.ownerKind], fill: TIER_FILLS[row.sharing], colour: "text-quiet" };
}

export function describeOwnerLook(ownerKind: CameraRow["ownerKind"]): PinLook {
  return { shape: OWNER_SHAPES[ownerKind], fill: "full", colour: "text-quiet" };
}

export function describeTierLook(tier: SharingTier): PinLook {
  return { shape: "hexagon", fill: TIER_FILLS[tier], colour: "text-quiet" };
}

export function describeProspectLook(prospect: Prospect): PinLook {
  return PROSPECT_LOOKS[prospect];
}
