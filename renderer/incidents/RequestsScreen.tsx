import { type Approval, REQUEST_LIFE_MS } from "../../contract/approvals.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { purposeNames } from "../ui/codeWords.ts";
import { formatClock, formatCountdown } from "../ui/format.ts";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { describeMoment } from "./describeFootage.ts";
import { FootageQueue } from "./FootageQueue.tsx";
import "./incidents.css";

/** A supervisor's queue: views that wait for a second person. Nobody answers their own. */
export function RequestsScreen({ model }: { model: WindowModel }) {
  const approvals = useStoreValue(model.stores.approvals, (state) => state.approvals);
  const hubNowMs = useStoreValue(model.stores.clock, (clock) => clock.hubNowMs);
  return (
    <div className="screen">
      <main className="screenMain requests">
        <h2>{text.requestsTitle}</h2>
        {approvals.length === 0 && <p className="screenHint">{text.noRequests}</p>}
        <ul className="requestList" aria-label={text.requestsTitle}>
          {approvals.map((approval) => (
            <Request key={approval.requestId} model={model} approval={approval} hubNowMs={hubNowMs} />
          ))}
        </ul>
        <FootageQueue model={model} />
      </main>
    </div>
  );
}

interface RequestProps {
  readonly model: WindowModel;
  readonly approval: Approval;
  readonly hubNowMs: number | null;
}

/** What a yes would be to: the picture of now, or that of a time. */
function describeAsked({ range }: Approval, hubNowMs: number | null): string {
  if (range === undefined) return text.askedForNow;
  const to = range.toMs === null ? text.untilNow : describeMoment(range.toMs, hubNowMs);
  return text.askedForRecorded(describeMoment(range.fromMs, hubNowMs), to);
}

function Request({ model, approval, hubNowMs }: RequestProps) {
  const { requestId, cameraNumber, cameraName, ownerLabel, askedBy, askedAtMs, purpose } = approval;
  const leftMs = hubNowMs === null ? approval.expiresInMs : askedAtMs + REQUEST_LIFE_MS - hubNowMs;
  return (
    <li className="card request" aria-label={`${cameraNumber} ${cameraName}`}>
      <div className="requestWords">
        <h3 className="requestCamera">
          <span className="number">{cameraNumber}</span> · {cameraName}
        </h3>
        <p>
          {ownerLabel} · {text.forPurpose} {purpose.incidentId ?? purposeNames[purpose.code]} {purpose.note}
        </p>
        <p>{describeAsked(approval, hubNowMs)}</p>
        <p>
          {text.askedBy} {askedBy}, <span className="number">{formatClock(askedAtMs, "withSeconds")}</span> ·{" "}
          <span className="number">{formatCountdown(leftMs)}</span> {text.answerWithin}
        </p>
        {approval.isOwn && <p className="requestOwn">{text.ownRequest}</p>}
      </div>
      <Button
        look="primary"
        isDisabled={approval.isOwn}
        onPress={() => model.actions.answerApproval(requestId, "approve")}
      >
        {text.approve}
      </Button>
      <Button isDisabled={approval.isOwn} onPress={() => model.actions.answerApproval(requestId, "decline")}>
        {text.decline}
      </Button>
    </li>
  );
}
