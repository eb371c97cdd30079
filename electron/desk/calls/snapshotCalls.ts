import { Fault } from "../../../contract/faults.ts";
import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

type SnapshotCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `snapshot.${string}`>>;

/** Calls about pictures that operators keep. */
export function createSnapshotCalls(parts: DeskParts): SnapshotCalls {
  const { snapshots, viewings, wall, cameras, session, hubNowMs } = parts;
  return {
    "snapshot.begin"({ claimId }, { windowId }) {
      const place = viewings.isOf(windowId, claimId) ? viewings.placeOf(claimId) : undefined;
      if (place === undefined) throw new Fault("NOT_FOUND", "This tile has no such claim.");
      const { purpose } = wall.display(place.display);
      if (purpose === null) return { outcome: "refused", reasons: ["CTX_PURPOSE_MISSING"] };
      const { cameraId } = place;
      const cameraNumber = cameras.find(cameraId)?.number ?? "unknown";
      return snapshots.begin(windowId, { cameraId, cameraNumber, purpose });
    },
    "snapshot.part"({ snapshotId, part, base64 }, { windowId }) {
      snapshots.addPart(windowId, snapshotId, part, base64);
      return {};
    },
    async "snapshot.save"({ snapshotId, capturedAtMs }, { windowId }) {
      const state = session.state();
      if (state.state !== "signedIn") throw new Fault("SIGN_IN_REQUIRED");
      const facts = { operatorName: state.me.name, atMs: capturedAtMs ?? hubNowMs() };
      return { path: await snapshots.save(windowId, snapshotId, facts) };
    },
    "snapshot.drop"({ snapshotId }, { windowId }) {
      snapshots.drop(windowId, snapshotId);
      return {};
    },
  };
}
