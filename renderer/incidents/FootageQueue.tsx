import type { FootageRequest } from "../../contract/footage.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { footageWords as words } from "../ui/footageWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { describeArea, describeMoment } from "./describeFootage.ts";
import { FootageItems } from "./FootageItems.tsx";
import "./footage.css";

/** Requests for recordings that wait for a supervisor, as their owners would read them. */
export function FootageQueue({ model }: { model: WindowModel }) {
  const waiting = useStoreValue(model.stores.footage, (state) => state.waiting);
  return (
    <>
      <h2 className="footageQueueTitle">{words.queueTitle}</h2>
      {waiting.length === 0 && <p className="screenHint">{words.queueNone}</p>}
      <ul className="requestList" aria-label={words.queueTitle}>
        {waiting.map((request) => (
          <Waiting key={request.id} model={model} request={request} />
        ))}
      </ul>
    </>
  );
}

function Waiting({ model, request }: { model: WindowModel; request: FootageRequest }) {
  const { id, items, isOwn, incidentId, incidentTitle, why } = request;
  const hubNowMs = useStoreValue(model.stores.clock, (clock) => clock.hubNowMs);
  const asked = items.filter(({ answer }) => answer === "to-ask").length;
  const when = words.span(describeMoment(request.fromMs, hubNowMs), describeMoment(request.toMs, hubNowMs));
  return (
    <li className="card footage" aria-label={`${incidentId} ${incidentTitle}`}>
      <h3 className="requestCamera">
        <span className="number">{incidentId}</span> · {incidentTitle}
      </h3>
      <p>
        {when} · {describeArea(request)} · {words.toAsk(asked)}
      </p>
      <p className="footageWhy">“{why}”</p>
      <FootageItems label={words.whoTitle} items={items} />
      <div className="footageFoot">
        <span className="footageBy">
          {words.askedBy(request.askedBy, describeMoment(request.askedAtMs, hubNowMs))} ·{" "}
          {words.until(describeMoment(request.expiresAtMs, hubNowMs))}
        </span>
        <Button look="primary" isDisabled={isOwn} onPress={() => void model.actions.stepFootage(id, "approve")}>
          {words.approve}
        </Button>
        <Button isDisabled={isOwn} onPress={() => void model.actions.stepFootage(id, "decline")}>
          {words.decline}
        </Button>
      </div>
      {isOwn && <p className="requestOwn">{words.ownRequest}</p>}
    </li>
  );
}
