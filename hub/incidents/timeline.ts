import { sql } from "kysely";
import { z } from "zod";
import { CloseReason } from "../../contract/incidents.ts";
import {
  TIMELINE_PER_PAGE,
  type TimelineEntry,
  type TimelineKind,
  type TimelinePage,
} from "../../contract/incidentTimeline.ts";
import { Id } from "../../contract/primitives.ts";
import { RevokeCause } from "../../contract/reasons.ts";
import type { HubDatabase } from "../store/tables.ts";

/** What an operator may read of the audit about one incident. */

/** The fields of an audit line that a timeline uses; there are others. */
const AuditLine = z.looseObject({
  type: z.string(),
  at: z.string(),
  actor: z.string().optional(),
  camera: Id.optional(),
  outcome: z.string().optional(),
  action: z.string().optional(),
  viewing: z.string().optional(),
  request: z.string().optional(),
  state: z.string().optional(),
  cause: RevokeCause.optional().catch(undefined),
  reason: CloseReason.optional().catch(undefined),
  changed: z.array(z.string()).optional().catch(undefined),
  isPreview: z.boolean().optional(),
});
type AuditLine = z.infer<typeof AuditLine>;

const KINDS: Readonly<Record<string, TimelineKind>> = {
  "incident.opened": "opened",
  "incident.updated": "updated",
  "incident.edited": "updated",
  "incident.verified": "verified",
  "incident.closed": "closed",
  "incident.reopened": "reopened",
  "viewing.ended": "view-ended",
  "approval.given": "supervisor-agreed",
  "approval.declined": "supervisor-declined",
  "owner.allowed": "owner-agreed",
  "hold.placed": "held",
  "hold.released": "let-go",
  "clip.pulled": "clip-pulled",
  "clip.sent": "clip-downloaded",
  "clip.deleted": "clip-deleted",
};

/** Null for what is not told: renewals, refusals, an owner's no. */
function chooseKind({ type, outcome, action, viewing, request, state }: AuditLine): TimelineKind | null {
  if (type === "decision.opened") {
    const opened = action === "view-recorded" ? "played-back" : "view-opened";
    if (outcome === "permit") return viewing === undefined ? null : opened;
    return request === undefined ? null : "asked";
  }
  if (type === "request.ranOut") return state === "unanswered" ? "unanswered" : null;
  return KINDS[type] ?? null;
}

/** Types that never show are left in the database: a long watch renews every half minute. */
const READ_TYPES = [...Object.keys(KINDS), "decision.opened", "request.ranOut"];

export async function readTimeline(
  db: HubDatabase,
  incidentId: string,
  before: number | undefined,
  nameActor: (actor: string) => string,
): Promise<TimelinePage> {
  const rows = await db
    .selectFrom("audit")
    .select(["seq", "line"])
    .where(sql`json_extract(line, '$.incident')`, "=", incidentId)
    .where(sql`json_extract(line, '$.type')`, "in", READ_TYPES)
    .where("seq", "<", before ?? Number.MAX_SAFE_INTEGER)
    .orderBy("seq", "desc")
    .limit(TIMELINE_PER_PAGE + 1)
    .execute();
  const page = rows.slice(0, TIMELINE_PER_PAGE);
  const entries = page.flatMap(({ seq, line }) => describeLine(seq, AuditLine.parse(JSON.parse(line)), nameActor));
  const oldest = page.at(-1)?.seq;
  return rows.length > page.length && oldest !== undefined ? { entries, nextBefore: oldest } : { entries };
}

function describeLine(seq: number, line: AuditLine, nameActor: (actor: string) => string): TimelineEntry[] {
  const kind = chooseKind(line);
  if (kind === null) return [];
  const { at, actor, camera, cause, reason, changed } = line;
  // Owners answer without their name, as everywhere.
  const by = actor === undefined || kind === "owner-agreed" ? {} : { by: nameActor(actor) };
  return [
    {
      ...{ seq, atMs: Date.parse(at), kind, ...by },
      ...(camera === undefined ? {} : { cameraId: camera }),
      ...(cause === undefined ? {} : { cause }),
      ...(reason === undefined ? {} : { reason }),
      ...(changed === undefined ? {} : { changed: changed.slice(0, 16).map((name) => name.slice(0, 40)) }),
    },
  ];
}
