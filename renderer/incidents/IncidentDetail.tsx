import { choosePurposeOf, type Incident, type IncidentCameras } from "../../contract/incidents.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Card, type Fact, Facts } from "../ui/Card.tsx";
import { purposeNames } from "../ui/codeWords.ts";
import { formatClock, formatDistance } from "../ui/format.ts";
import { closeReasonNames, incidentWords, positionProblemWords, sourceNames } from "../ui/incidentWords.ts";
import { PriorityMark } from "../ui/PriorityMark.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { ClipsPanel } from "./ClipsPanel.tsx";
import { FootagePanel } from "./FootagePanel.tsx";
import { IncidentActions } from "./IncidentActions.tsx";
import { IncidentNotes } from "./IncidentNotes.tsx";
import { NearestCameras } from "./NearestCameras.tsx";
import { Timeline } from "./Timeline.tsx";

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
            {!incident.verified && <span className="incidentDoubt">{incidentWords.unverified}</span>}
          </p>
        </header>
        <IncidentActions model={model} incident={incident} near={near} />
        <div className="incidentCards">
          {isOpen && (
            <Card title={text.camerasNear(formatDistance(near?.radiusM ?? 0))}>
              <Facts facts={countProspects(near)} />
            </Card>
          )}
          <Card title={text.incident}>
            <Facts facts={describeIncident(incident)} />
          </Card>
          <IncidentNotes model={model} incident={incident} />
          <Timeline model={model} incident={incident} />
          <ClipsPanel model={model} incident={incident} near={near} />
          <FootagePanel model={model} incident={incident} />
        </div>
      </div>
      {isOpen && <NearestCameras model={model} near={near} />}
    </article>
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
    { name: text.source, value: sourceNames[incident.source] },
    { name: text.verified, value: describeVerified(incident) },
    { name: incidentWords.units, value: incident.units.join(", ") || incidentWords.nobody },
    { name: text.purpose, value: purposeNames[choosePurposeOf(incident.kind)] },
  ];
  if (incident.closedAtMs !== undefined)
    facts.push({ name: text.closed, value: formatClock(incident.closedAtMs, "withSeconds"), isNumber: true });
  if (incident.closedBy !== undefined) {
    const why = incident.closeReason === undefined ? "" : `, ${closeReasonNames[incident.closeReason].toLowerCase()}`;
    facts.push({ name: incidentWords.closedBy, value: incident.closedBy + why });
  }
  if (incident.positionProblem !== undefined)
    facts.push({ name: text.place, value: positionProblemWords[incident.positionProblem] });
  return facts;
}

function describeVerified({ verified, verifiedBy }: Incident): string {
  if (!verified) return text.notYet;
  return verifiedBy === undefined ? incidentWords.fromSource : incidentWords.verifiedBy(verifiedBy);
}
