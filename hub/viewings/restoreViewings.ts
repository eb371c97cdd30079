import type { Selectable } from "kysely";
import { OBLIGATION_NAMES } from "../../contract/consentRecord.ts";
import { TimeRange } from "../../contract/recorded.ts";
import { Action, Purpose } from "../../contract/viewings.ts";
import type { Sessions } from "../people/sessions.ts";
import type { HubClock } from "../ports.ts";
import type { HubDatabase, ViewingTable } from "../store/tables.ts";
import type { RunningViewings } from "./runningViewings.ts";

/**
 * Takes up again the viewings whose grants a restart has not outlived, and writes the end of all others: they ended
 * with their grants, whatever the hub was doing.
 */
export async function restoreViewings(options: {
  db: HubDatabase;
  sessions: Sessions;
  viewings: RunningViewings;
  clock: HubClock;
}): Promise<void> {
  const { db, sessions, viewings, clock } = options;
  const rows = await db.selectFrom("viewing").selectAll().where("ended_at_ms", "is", null).execute();
  for (const row of rows) {
    const session = sessions.findById(row.session_id);
    const endedAtMs = Math.min(row.grant_ends_at_ms, row.ends_at_ms);
    if (session !== undefined && clock.nowMs() < endedAtMs) {
      viewings.put({ session, ...readRow(row) });
      continue;
    }
    const ended = { ended_at_ms: endedAtMs, end_cause: "not-renewed" };
    await db.updateTable("viewing").set(ended).where("id", "=", row.id).execute();
  }
}

function readRow(row: Selectable<ViewingTable>) {
  const purpose = { code: row.purpose_code, ...(row.incident_id === null ? {} : { incidentId: row.incident_id }) };
  return {
    id: row.id,
    cameraId: row.camera_id,
    action: Action.parse(row.action),
    purpose: Purpose.parse(purpose),
    isPreview: row.is_preview === 1,
    wishedRange: row.wished_range === null ? undefined : TimeRange.parse(JSON.parse(row.wished_range)),
    range: row.range_from_ms === null ? undefined : { fromMs: row.range_from_ms, toMs: row.range_to_ms },
    // Its client says again what it can meet at the next renewal, which is a whole new decision.
    supportedObligations: OBLIGATION_NAMES,
    openedAtMs: row.opened_at_ms,
    epoch: row.epoch,
    decisionSeq: row.decision_seq,
    maxHeightPx: row.max_height_px,
    endsAtMs: row.ends_at_ms,
    grantEndsAtMs: row.grant_ends_at_ms,
  };
}
