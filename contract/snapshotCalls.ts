import { z } from "zod";
import { Obligations } from "./consentRecord.ts";
import { AtMs, Id } from "./primitives.ts";
import { ReasonCode } from "./reasons.ts";

/** A picture comes in parts, because a message of a window may hold no more. Base64 characters; 4 give 3 bytes. */
export const SNAPSHOT_PART_CHARS = 48_000;
/** Largest snapshot, bytes: a 4K picture of noise as PNG. */
export const MAX_SNAPSHOT_BYTES = 32 * 1_024 * 1_024;
const MAX_PATH = 4_096;

const Nothing = z.strictObject({});
const SnapshotName = z.strictObject({ snapshotId: Id });

/** The hub's answer to an operator who wants to keep a picture: a decision of its own, written down before. */
const SnapshotDecision = z.discriminatedUnion("outcome", [
  SnapshotName.extend({
    outcome: z.literal("granted"),
    viewingId: Id,
    /** What has to be in the picture that is kept. */
    obligations: Obligations,
    auditSeq: z.int().nonnegative(),
  }),
  z.strictObject({ outcome: z.literal("refused"), reasons: z.array(ReasonCode).min(1).max(16) }),
]);

/** What a window may ask of its desk about snapshots: a part of the table in deskApi.ts. */
export const SNAPSHOT_CALLS = {
  /** For a tile's camera. Nobody is asked; the answer is good for one picture, for less than a minute. */
  "snapshot.begin": { params: z.strictObject({ claimId: Id }), result: SnapshotDecision },
  /** Parts in order, the first is number 0. Throws `REQUEST_TOO_LARGE`. */
  "snapshot.part": {
    params: SnapshotName.extend({
      part: z.int().nonnegative(),
      base64: z
        .string()
        .max(SNAPSHOT_PART_CHARS)
        .regex(/^[A-Za-z0-9+/]*={0,2}$/),
    }),
    result: Nothing,
  },
  /** All parts are there: the picture is written, never over another. Throws `GRANT_WRONG` and `SNAPSHOT_NOT_SAVED`. */
  "snapshot.save": {
    params: SnapshotName.extend({ capturedAtMs: AtMs.nullable() }),
    result: z.strictObject({ path: z.string().max(MAX_PATH) }),
  },
  /** The picture is not wanted, or could not be made. */
  "snapshot.drop": { params: SnapshotName, result: Nothing },
} as const;
