import type { Transaction } from "kysely";
import type { HubTables } from "../store/tables.ts";
import type { Viewing } from "./runningViewings.ts";

/** Writes a viewing's row, or brings it up to date after a renewal. */
export async function writeViewing(transaction: Transaction<HubTables>, viewing: Viewing): Promise<void> {
  const moving = {
    decision_seq: viewing.decisionSeq,
    max_height_px: viewing.maxHeightPx,
    ends_at_ms: viewing.endsAtMs,
    grant_ends_at_ms: viewing.grantEndsAtMs,
    range_from_ms: viewing.range?.fromMs ?? null,
    range_to_ms: viewing.range?.toMs ?? null,
  };
  await transaction
    .insertInto("viewing")
    .values({
      ...moving,
      id: viewing.id,
      session_id: viewing.session.id,
      operator: viewing.session.account.name,
      station_id: viewing.session.station.id,
      camera_id: viewing.cameraId,
      action: viewing.action,
      purpose_code: viewing.purpose.code,
      incident_id: viewing.purpose.incidentId ?? null,
      is_preview: viewing.isPreview ? 1 : 0,
      wished_range: viewing.wishedRange === undefined ? null : JSON.stringify(viewing.wishedRange),
      epoch: viewing.epoch,
      opened_at_ms: viewing.openedAtMs,
      ended_at_ms: null,
      end_cause: null,
      responsible: viewing.session.account.responsibleLabel ?? null,
    })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(moving))
    .execute();
}
