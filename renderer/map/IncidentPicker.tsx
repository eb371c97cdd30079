import type { Incident } from "../../contract/incidents.ts";
import { rankIncidents } from "../state/incidentOrder.ts";
import { formatSince } from "../ui/format.ts";
import { List } from "../ui/List.tsx";
import { mapWords as words } from "../ui/mapWords.ts";
import { PriorityMark } from "../ui/PriorityMark.tsx";
import { text } from "../ui/text.ts";

interface IncidentPickerProps {
  readonly incidents: readonly Incident[];
  readonly selectedId: string | null;
  readonly hubNowMs: number | null;
  readonly onChoose: (incidentId: string) => void;
}

/** Open incidents by urgency; choosing one takes the map there. */
export function IncidentPicker({ incidents, selectedId, hubNowMs, onChoose }: IncidentPickerProps) {
  const rows = rankIncidents(incidents).map((incident) => {
    const age = hubNowMs === null ? "" : formatSince(hubNowMs - incident.openedAtMs);
    return {
      id: incident.id,
      isSelected: incident.id === selectedId,
      name: `P${incident.priority} ${incident.id}, ${age}, ${incident.title} · ${incident.place}`,
      content: (
        <span className="incidentRow">
          <span className="incidentLine">
            <PriorityMark priority={incident.priority} name={text.priority(incident.priority)} />{" "}
            <b className="number">{incident.id}</b> <span className="incidentAge">{age}</span>
          </span>{" "}
          <span className="incidentWords">
            {incident.title} · {incident.place}
          </span>
        </span>
      ),
    };
  });
  const none = rows.length === 0 ? { footnote: words.noIncidents } : {};
  return (
    <List
      label={words.openIncidents}
      groups={[{ title: words.openIncidents, aside: String(rows.length), rows, ...none }]}
      onAct={onChoose}
    />
  );
}
