import { z } from "zod";
import { MAX_NEAR_CAMERAS, Prospect } from "./incidents.ts";
import { Id } from "./primitives.ts";
import { ReasonCode } from "./reasons.ts";
import { Purpose } from "./viewings.ts";

/** What would happen to these cameras if they were asked for with this purpose now. Nothing is opened, nobody asked. */
export const ForesightRequest = z.strictObject({
  purpose: Purpose,
  cameraIds: z.array(Id).min(1).max(MAX_NEAR_CAMERAS),
});
export type ForesightRequest = z.infer<typeof ForesightRequest>;

export const Foreseen = z.strictObject({
  cameraId: Id,
  prospect: Prospect,
  /** As far as an operator may know them. */
  reasons: z.array(ReasonCode).max(16),
});
export type Foreseen = z.infer<typeof Foreseen>;

/** One per camera, in the order asked. A camera nobody knows is refused like any other. */
export const ForesightAnswer = z.strictObject({ cameras: z.array(Foreseen).max(MAX_NEAR_CAMERAS) });
export type ForesightAnswer = z.infer<typeof ForesightAnswer>;
