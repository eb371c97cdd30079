import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Fault } from "../../contract/faults.ts";
import { IncidentKind, Priority } from "../../contract/incidents.ts";
import { Id, Label, Position } from "../../contract/primitives.ts";

/** What owners' terms rest on. A button cannot choose it: it hangs where it hangs, and its key may be lost. */
export const FIXED_OF_PANIC = ["kind", "priority", "position"] as const;

/** A source of calls, with the key it signs with and how its words are to be understood. */
const FeedKey = z
  .strictObject({
    id: Id,
    source: z.enum(["cad", "panic"]),
    /** What operators read as the one who opened a call. */
    label: Label,
    /** Shared with the source. At least 32 characters: as many bits as the signature can use. */
    secret: z.string().min(32).max(256),
    /** Its own words for urgency and kind. Numbers from 1 to 5 and this hub's kinds need no line here. */
    priorities: z.record(z.string().max(40), Priority).default({}),
    kinds: z.record(z.string().max(40), IncidentKind).default({}),
    /** What its calls are where they do not say: a panic button knows where it hangs. */
    usual: z
      .strictObject({ kind: IncidentKind, title: Label, priority: Priority, place: Label, position: Position })
      .partial()
      .default({}),
  })
  .superRefine(({ source, usual }, context) => {
    const missing = source === "panic" ? FIXED_OF_PANIC.find((name) => usual[name] === undefined) : undefined;
    if (missing === undefined) return;
    context.addIssue({ code: "custom", path: ["usual", missing], message: "is needed for a panic button" });
  });
export type FeedKey = z.infer<typeof FeedKey>;

/** `feeds.json` in the hub's data folder, which only its owner can read. */
const FeedFile = z.array(FeedKey).max(64);
const FILE_NAME = "feeds.json";

/** Throws `DATA_UNUSABLE` for a file that cannot be understood: starting without it would lose calls unheard. */
export function loadFeedKeys(dataDir: string): Map<string, FeedKey> {
  const file = join(dataDir, FILE_NAME);
  if (!existsSync(file)) return new Map();
  try {
    const keys = FeedFile.parse(JSON.parse(readFileSync(file, "utf8")));
    return new Map(keys.map((key) => [key.id, key]));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? describeIssue(cause) : "it is not JSON";
    throw new Fault("DATA_UNUSABLE", `${file}: ${why}.`, { cause });
  }
}

/** Where and what, without the value: it may be a secret. */
function describeIssue({ issues: [issue] }: z.ZodError): string {
  return issue === undefined ? "it is wrong" : `${issue.path.join(".")}: ${issue.message}`;
}
