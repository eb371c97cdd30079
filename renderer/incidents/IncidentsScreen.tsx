import type { Incident } from "../../contract/incidents.ts";
import { rankIncidents } from "../state/incidentOrder.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { formatSince } from "../ui/format.ts";
import { List, type ListGroup, type ListRow } from "../ui/List.tsx";
import { PriorityMark } from "../ui/PriorityMark.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { IncidentDetail } from "./IncidentDetail.tsx";
import "./incidents.css";

/** Calls and cases by urgency, and what can be done for the one that is chosen. */
export function IncidentsScreen({ model }: { model: WindowModel }) {
  const byId = useStoreValue(model.stores.incidents, (state) => state.byId);
  const selectedId = useStoreValue(model.stores.selection, (selection) => selection.incidentId);
  const hubNowMs = useStoreValue(model.stores.clock, (clock) => clock.hubNowMs);
  const ranked = rankIncidents(byId.values());
  const open = ranked.filter((incident) => incident.closedAtMs === undefined);
  const closed = ranked.filter((incident) => incident.closedAtMs !== undefined);
  const describe = (incident: Incident) => describeRow(incident, incident.id === selectedId, hubNowMs);
  const selected = selectedId === null ? undefined : byId.get(selectedId);
  const groups: ListGroup[] = [
    {
      title: text.openIncidents,
      aside: String(open.length),
      rows: open.map(describe),
      ...(open.length === 0 ? { footnote: text.noIncidents } : {}),
    },
  ];
  if (closed.length > 0) {
    groups.push({ title: text.closedIncidents, aside: String(closed.length), rows: closed.map(describe) });
  }
  return (
    <div className="screen">
      <aside className="side side-left incidentList" aria-label={text.incidents}>
        <List label={text.incidents} groups={groups} onAct={(incidentId) => model.actions.select({ incidentId })} />
      </aside>
      <main className="screenMain">
        {selected === undefined ? (
          <p className="screenHint">{text.chooseIncident}</p>
        ) : (
          <IncidentDetail model={model} incident={selected} key={selected.id} />
        )}
      </main>
    </div>
  );
}

function describeRow(incident: Incident, isSelected: boolean, hubNowMs: number | null): ListRow {
  const age = hubNowMs === null ? "" : formatSince(hubNowMs - incident.openedAtMs);
  const priority = text.priority(incident.priority);
  return {
    id: incident.id,
    isSelected,
    name: `P${incident.priority} ${incident.id}, ${age}, ${incident.title} · ${incident.place}`,
    content: (
      <span className="incidentRow">
        <span className="incidentLine">
          <PriorityMark priority={incident.priority} name={priority} /> <b className="number">{incident.id}</b>{" "}
          <span className="incidentAge">{age}</span>
        </span>{" "}
        <span className="incidentWords">
          {incident.title} · {incident.place}
        </span>
      </span>
    ),
  };
}
