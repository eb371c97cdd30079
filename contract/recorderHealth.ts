import { z } from "zod";
import { AtMs, Label } from "./primitives.ts";

/** How the hub's recorder is. Never of which cameras: that is told with each viewing. */

/** `full`: nothing more may be removed, so nothing is recorded. `failing`: the disk refuses some or all. */
export const RECORDER_STATES = ["recording", "full", "failing"] as const;

export const RecorderHealth = z.strictObject({
  state: z.enum(RECORDER_STATES),
  sinceMs: AtMs,
  /** The disk's own name for what is wrong, for example `EIO`. */
  why: Label.optional(),
  /** Recorded now. */
  cameras: z.int().nonnegative(),
  usedBytes: z.int().nonnegative(),
  limitBytes: z.int().nonnegative(),
  /** Beginning of the oldest picture; absent where there is none. */
  oldestAtMs: AtMs.optional(),
  /** Stretches of pictures that came and were not kept, since the start; what came while it was full is not counted. */
  lostStretches: z.int().nonnegative(),
  /** Files that could not be served and were kept apart. */
  setAside: z.int().nonnegative(),
});
export type RecorderHealth = z.infer<typeof RecorderHealth>;

/** Null: this hub does not record. */
export const RecorderReport = z.strictObject({ recorder: RecorderHealth.nullable() });

const Nothing = z.strictObject({});

/** The hub's call about its recorder: a part of the table in hubRoutes.ts. */
export const RECORDER_ROUTES = {
  recorder: {
    method: "GET",
    path: "/v1/recorder",
    auth: "session",
    summary: "Whether the hub records, and how its recorder and its disk are.",
    params: Nothing,
    query: Nothing,
    body: Nothing,
    answer: RecorderReport,
  },
} as const;
