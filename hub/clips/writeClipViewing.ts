import type { Transaction } from "kysely";
import type { Session } from "../people/sessions.ts";
import type { HubTables } from "../store/tables.ts";
import { writeViewing } from "../viewings/writeViewing.ts";
import type { StoredClip } from "./storedClip.ts";

export interface ClipAct {
  readonly id: string;
  readonly atMs: number;
  /** Of its audit entry. */
  readonly seq: number;
  readonly epoch: number;
  /** Handed out; 0 where it was only cut. */
  readonly bytes: number;
}

/**
 * A row among those that the owner's page lists: a pull or a download is a moment, and over as soon as it is written,
 * so that nobody is told somebody watches.
 */
export async function writeClipViewing(
  transaction: Transaction<HubTables>,
  session: Session,
  { cameraId, purpose, fromMs, untilMs }: StoredClip,
  { id, atMs, seq, epoch, bytes }: ClipAct,
): Promise<void> {
  const range = { fromMs, toMs: untilMs };
  await writeViewing(transaction, {
    ...{ id, session, cameraId, action: "export", purpose, isPreview: false, supportedObligations: [] },
    ...{ wishedRange: range, range, openedAtMs: atMs, epoch, decisionSeq: seq, maxHeightPx: 0 },
    ...{ endsAtMs: atMs, grantEndsAtMs: atMs },
  });
  const over = { ended_at_ms: atMs, end_cause: null, sent_bytes: bytes };
  await transaction.updateTable("viewing").set(over).where("id", "=", id).execute();
}
