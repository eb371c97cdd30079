import { useState } from "react";
import type { Incident } from "../../contract/incidents.ts";
import { rankIncidents } from "../state/incidentOrder.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { formatCount, formatSince } from "../ui/format.ts";
import { incidentWords } from "../ui/incidentWords.ts";
import { List, type ListGroup, type ListRow } from "../ui/List.tsx";
import { PriorityMark } from "../ui/PriorityMark.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { filterIncidents, NO_FILTER } from "./filterIncidents.ts";
import { IncidentDetail } from "./IncidentDetail.tsx";
import { IncidentFilters } from "./IncidentFilters.tsx";
import "./incidents.css";

/** Rows a group draws at most; a filter narrows it. Our choice: more is slower to read than to type. */
const MAX_ROWS = 200;

/** Calls and cases by urgency, and what can be done for the one that is chosen. */
export function IncidentsScreen({ model }: { model: WindowModel }) {
  const byId = useStoreValue(model.stores.incidents, (state) => state.byId);
  const selectedId = useStoreValue(model.stores.selection, (selection) => selection.incidentId);
  const hubNowMs = useStoreValue(model.stores.clock, (clock) => clock.hubNowMs);
  const [filter, setFilter] = useState(NO_FILTER);
  const ranked = filterIncidents(rankIncidents(byId.values()), filter);
  const open = ranked.filter((incident) => incident.closedAtMs === undefined);
  const closed = ranked.filter((incident) => incident.closedAtMs !== undefined);
  const describe = (incident: Incident) => describeRow(incident, incident.id === selectedId, hubNowMs);
  const selected = selectedId === null ? undefined : byId.get(selectedId);
  const groups: ListGroup[] = [
    {
      title: text.openIncidents,
      aside: String(open.length),
      rows: open.slice(0, MAX_ROWS).map(describe),
      ...describeFoot(open.length, filter === NO_FILTER ? text.noIncidents : incidentWords.noneFits),
    },
  ];
  if (closed.length > 0) {
    groups.push({
      title: text.closedIncidents,
      aside: String(closed.length),
      rows: closed.slice(0, MAX_ROWS).map(describe),
      ...describeFoot(closed.length, ""),
    });
  }
  return (
    <div className="screen">
      <aside className="side side-left incidentList" aria-label={text.incidents}>
        <div className="incidentTop">
          <Button onPress={() => model.actions.select({ incidentSheet: { kind: "create" } })}>
            {incidentWords.newIncident}
          </Button>
          <IncidentFilters filter={filter} onChange={setFilter} />
        </div>
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

function describeFoot(count: number, none: string): Pick<ListGroup, "footnote"> {
  if (count === 0) return { footnote: none };
  return count > MAX_ROWS ? { footnote: text.moreHidden(formatCount(count - MAX_ROWS)) } : {};
}

function describeRow(incident: Incident, isSelected: boolean, hubNowMs: number | null): ListRow {
  const age = hubNowMs === null ? "" : formatSince(hubNowMs - incident.openedAtMs);
  const priority = text.priority(incident.priority);
  const doubt = incident.verified ? "" : `${incidentWords.unverified}, `;
  return {
    id: incident.id,
    isSelected,
    name: `P${incident.priority} ${incident.id}, ${age}, ${doubt}${incident.title} · ${incident.place}`,
    content: (
      <span className="incidentRow">
        <span className="incidentLine">
          <PriorityMark priority={incident.priority} name={priority} /> <b className="number">{incident.id}</b>{" "}
          <span className="incidentAge">{age}</span>
          {!incident.verified && <span className="incidentDoubt"> {incidentWords.unverified}</span>}
        </span>{" "}
        <span className="incidentWords">
          {incident.title} · {incident.place}
        </span>
      </span>
    ),
  };
}
