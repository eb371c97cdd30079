import { z } from "zod";
import { AtMs, Id, Label } from "../../contract/primitives.ts";
import { TimeRange } from "../../contract/recorded.ts";
import { Action, Purpose } from "../../contract/viewings.ts";

const REQUEST_STATES = ["supervisor", "owner", "silenced", "approved", "declined", "unanswered", "over"] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** An operator's question to a supervisor and an owner, as it is kept. */
export const AccessRequest = z.strictObject({
  id: Id,
  state: z.enum(REQUEST_STATES),
  operatorId: Id,
  operatorLabel: Label,
  cameraId: Id,
  ownerId: Id,
  action: Action,
  purpose: Purpose,
  /** The time asked for; of recordings alone. */
  range: TimeRange.optional(),
  /** Terms it was put under; a yes does not carry over to other terms. */
  epoch: z.int().nonnegative(),
  isSupervised: z.boolean(),
  askedAtMs: AtMs,
  /** End of the wait, or of the yes. */
  expiresAtMs: AtMs,
});
export type AccessRequest = z.infer<typeof AccessRequest>;
