import { useState } from "react";
import type { FootageRequest } from "../../contract/footage.ts";
import type { Incident } from "../../contract/incidents.ts";
import { hasRight } from "../state/mirrorDesk.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { footageWords as words } from "../ui/footageWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { describeArea, describeMoment } from "./describeFootage.ts";
import { FootageForm } from "./FootageForm.tsx";
import { FootageItems } from "./FootageItems.tsx";
import { useFootage } from "./useFootage.ts";
import "./footage.css";

/** What owners were asked for about an incident, and the way to ask. */
export function FootagePanel({ model, incident }: { model: WindowModel; incident: Incident }) {
  const [isAsking, setAsking] = useState(false);
  const requests = useFootage(model, incident.id);
  const session = useStoreValue(model.stores.session, (state) => state.session);
  const mayAsk = hasRight(session, "view-live") && incident.closedAtMs === undefined && incident.verified;
  if (requests === null || (requests.length === 0 && !mayAsk)) return null;
  return (
    <Card title={words.title}>
      <div className="footage">
        {requests.length === 0 && <p className="cardWords">{words.words}</p>}
        {requests.map((request) => (
          <Request key={request.id} model={model} request={request} />
        ))}
        {mayAsk && (
          <div>
            <Button onPress={() => setAsking(true)}>{words.ask}</Button>
          </div>
        )}
      </div>
      {isAsking && <FootageForm model={model} incident={incident} onClose={() => setAsking(false)} />}
    </Card>
  );
}

function Request({ model, request }: { model: WindowModel; request: FootageRequest }) {
  const { id, stage, items, why, isOwn, expiresAtMs } = request;
  const session = useStoreValue(model.stores.session, (state) => state.session);
  const hubNowMs = useStoreValue(model.stores.clock, (clock) => clock.hubNowMs);
  const asked = items.filter(({ answer }) => answer !== "not-asked").length;
  const yes = items.filter(({ answer }) => answer === "yes").length;
  const isOpen = stage === "supervisor" || stage === "owners";
  const mayWithdraw = isOpen && (isOwn || hasRight(session, "approve-requests"));
  return (
    <section className="footageRequest" aria-label={words.stages[stage]}>
      <header>
        <b>{words.stages[stage]}</b>
        {isOpen && <span className="footageUntil">{words.until(describeMoment(expiresAtMs, hubNowMs))}</span>}
        <span className="footageCount">{stage === "supervisor" ? words.toAsk(asked) : words.count(yes, asked)}</span>
      </header>
      <p>
        {words.span(describeMoment(request.fromMs, hubNowMs), describeMoment(request.toMs, hubNowMs))} ·{" "}
        {describeArea(request)}
      </p>
      <p>“{why}”</p>
      <FootageItems label={words.answers[yes > 0 ? "yes" : "no-answer"]} items={items} />
      <footer>
        <span>{words.askedBy(request.askedBy, describeMoment(request.askedAtMs, hubNowMs))}</span>
        {mayWithdraw && (
          <Button look="quiet" onPress={() => void model.actions.stepFootage(id, "withdraw")}>
            {words.withdraw}
          </Button>
        )}
      </footer>
      {yes > 0 && <p className="footageHint">{words.handOver}</p>}
    </section>
  );
}
