import { Fault } from "../../../contract/faults.ts";
import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

type RecordCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `cameras.${string}` | `approvals.${string}`>>;

/** Calls about cameras and requests that wait for a supervisor. */
export function createRecordCalls({ hub, cameras }: DeskParts): RecordCalls {
  return {
    "cameras.snapshot"({ knownRevision }) {
      const revision = cameras.revision();
      const isKnown = knownRevision === revision;
      return { revision, isKnown, cameras: isKnown ? [] : cameras.rows() };
    },
    "cameras.detail"({ cameraId }) {
      const camera = cameras.find(cameraId);
      if (camera === undefined) throw new Fault("NOT_FOUND", "There is no such camera.");
      return camera;
    },
    "approvals.snapshot": () => hub.call("approvals"),
    async "approvals.answer"({ requestId, answer }) {
      await hub.call("answerApproval", { id: requestId, body: { answer } });
      return {};
    },
  };
}
