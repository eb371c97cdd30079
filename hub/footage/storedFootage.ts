import { z } from "zod";
import {
  FootageOmission,
  FootageSpan,
  FootageStage,
  FootageWish,
  MAX_FOOTAGE_CAMERAS,
} from "../../contract/footage.ts";
import { AtMs, Id, Label } from "../../contract/primitives.ts";

/**
 * One camera of a request as the hub keeps it. `ignored` and `withheld` (its owner has withdrawn the camera, and so is
 * not asked) never leave the hub: to the agency both look like `open`.
 */
const StoredItem = z.strictObject({
  cameraId: Id,
  ownerId: Id,
  state: z.enum(["open", "ignored", "withheld", "yes", "taken-back", "not-asked"]),
  omission: FootageOmission.optional(),
  span: FootageSpan.optional(),
});
export type StoredItem = z.infer<typeof StoredItem>;

/** A request to owners for recordings, as it is kept. */
export const StoredFootage = z.strictObject({
  id: Id,
  ...FootageWish.shape,
  operatorId: Id,
  operatorLabel: Label,
  stage: FootageStage,
  askedAtMs: AtMs,
  /** When owners were asked; from then on it counts for how often they were. */
  putAtMs: AtMs.optional(),
  /** End of the wait for a supervisor, or for the owners. */
  expiresAtMs: AtMs,
  items: z.array(StoredItem).max(MAX_FOOTAGE_CAMERAS),
});
export type StoredFootage = z.infer<typeof StoredFootage>;

/** Whether owners may answer now. */
export function isWithOwners({ stage }: StoredFootage): boolean {
  return stage === "owners";
}

export function isOpenFootage({ stage }: StoredFootage): boolean {
  return stage === "supervisor" || stage === "owners";
}
