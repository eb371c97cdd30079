import { useState } from "react";
import { choosePurposeOf, type Incident, type IncidentCameras } from "../../contract/incidents.ts";
import { hasRight } from "../state/mirrorDesk.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Card, type Fact, Facts } from "../ui/Card.tsx";
import { purposeNames } from "../ui/codeWords.ts";
import { formatClock, formatDistance } from "../ui/format.ts";
import { Overlay } from "../ui/Overlay.tsx";
import { PriorityMark } from "../ui/PriorityMark.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { FootagePanel } from "./FootagePanel.tsx";
import { NearestCameras } from "./NearestCameras.tsx";

/** Cameras of the "Nearest 4" button. */
const NEAREST_COUNT = 4;

interface IncidentDetailProps {
  readonly model: WindowModel;
  readonly incident: Incident;
}

export function IncidentDetail({ model, incident }: IncidentDetailProps) {
  const near = useStoreValue(model.stores.incidents, (state) => state.near.get(incident.id) ?? null);
  const isOpen = incident.closedAtMs === undefined;
  return (
    <article className="incident">
      <div className="incidentWhole">
        <header className="incidentHead">
          <h2>
            <span className="incidentId">{incident.id}</span> · {incident.title}
          </h2>
          <p>
            <PriorityMark priority={incident.priority} name={text.priority(incident.priority)} />
            {incident.place}
          </p>
        </header>
        {isOpen && <IncidentActions model={model} incident={incident} />}
        <div className="incidentCards">
          {isOpen && (
            <Card title={text.camerasNear(formatDistance(near?.radiusM ?? 0))}>
              <Facts facts={countProspects(near)} />
            </Card>
          )}
          <Card title={text.incident}>
            <Facts facts={describeIncident(incident)} />
          </Card>
          <FootagePanel model={model} incident={incident} />
          <Card title={text.notes}>
            <ol className="notes">
              {incident.notes.map((note) => (
                <li key={`${note.atMs}/${note.text}`}>
                  <time className="number">{formatClock(note.atMs)}</time>
                  <div>
                    <b>{note.by}</b>
                    <p>{note.text}</p>
                  </div>
                </li>
              ))}
            </ol>
          </Card>
        </div>
      </div>
      {isOpen && <NearestCameras model={model} near={near} />}
    </article>
  );
}

function IncidentActions({ model, incident }: IncidentDetailProps) {
  const [isClosing, setClosing] = useState(false);
  const session = useStoreValue(model.stores.session, (state) => state.session);
  const display = useStoreValue(model.stores.selection, (selection) => selection.display);
  const { actions } = model;
  const purpose = { code: choosePurposeOf(incident.kind), incidentId: incident.id };
  return (
    <div className="incidentActions">
      <Button look="primary" onPress={() => actions.openIncident(incident.id)}>
        {text.openWall}
      </Button>
      <Button onPress={() => actions.openIncident(incident.id, NEAREST_COUNT)}>{text.nearestFour}</Button>
      <Button onPress={() => actions.setPurpose([display], purpose)}>{text.setPurpose}</Button>
      {hasRight(session, "close-incidents") && (
        <Button look="danger" onPress={() => setClosing(true)}>
          {text.closeIncident}
        </Button>
      )}
      {isClosing && (
        <Overlay title={text.closeIncidentTitle(incident.id)} onClose={() => setClosing(false)}>
          <p>{text.closeIncidentWords}</p>
          <div className="sheetActions">
            <Button onPress={() => setClosing(false)}>{text.cancel}</Button>
            <Button
              look="danger"
              onPress={() => {
                void actions.changeIncident(incident, { close: "resolved" });
                setClosing(false);
              }}
            >
              {text.closeIncident}
            </Button>
          </div>
        </Overlay>
      )}
    </div>
  );
}

function countProspects(near: IncidentCameras | null): Fact[] {
  const count = (...prospects: readonly string[]) =>
    near === null ? "…" : String(near.cameras.filter((camera) => prospects.includes(camera.prospect)).length);
  return [
    { name: text.allowedNow, value: count("allowed"), isNumber: true },
    { name: text.asksFirst, value: count("asks-supervisor", "asks-owner"), isNumber: true },
    { name: text.refusedCount, value: count("refused"), isNumber: true },
    { name: text.offlineCount, value: count("offline"), isNumber: true },
    { name: text.registryCount, value: count("registry-only"), isNumber: true },
  ];
}

function describeIncident(incident: Incident): Fact[] {
  const facts: Fact[] = [
    { name: text.opened, value: formatClock(incident.openedAtMs, "withSeconds"), isNumber: true },
    { name: text.openedBy, value: incident.openedBy },
    { name: text.source, value: text.sources[incident.source] },
    { name: text.verified, value: incident.verified ? text.yes : text.notYet },
    { name: text.purpose, value: purposeNames[choosePurposeOf(incident.kind)] },
  ];
  if (incident.closedAtMs !== undefined)
    facts.push({ name: text.closed, value: formatClock(incident.closedAtMs, "withSeconds"), isNumber: true });
  return facts;
}
