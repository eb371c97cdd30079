import { INCIDENT_KINDS, INCIDENT_SOURCES, type IncidentKind } from "../../contract/incidents.ts";
import { incidentWords, kindNames, sourceNames } from "../ui/incidentWords.ts";
import { Select } from "../ui/Select.tsx";
import { TextBox } from "../ui/TextBox.tsx";
import { text } from "../ui/text.ts";
import type { IncidentFilter } from "./filterIncidents.ts";

interface IncidentFiltersProps {
  readonly filter: IncidentFilter;
  readonly onChange: (filter: IncidentFilter) => void;
}

const PRIORITIES = [1, 2, 3, 4, 5];
const KINDS = Object.keys(INCIDENT_KINDS) as IncidentKind[];
const STATES = ["open", "closed"] as const;

/** What of the list is to be seen. */
export function IncidentFilters({ filter, onChange }: IncidentFiltersProps) {
  const set = (change: Partial<IncidentFilter>) => onChange({ ...filter, ...change });
  const states = { open: incidentWords.stateOpen, closed: incidentWords.stateClosed };
  return (
    <div className="incidentFilters">
      <TextBox label={incidentWords.filter} value={filter.query} onChange={(query) => set({ query })} />
      <div className="incidentFilterRow">
        <Select
          label={incidentWords.state}
          value={filter.state ?? ""}
          options={[["", incidentWords.all], ...STATES.map((state) => [state, states[state]] as const)]}
          onChange={(value) => set({ state: STATES.find((state) => state === value) ?? null })}
        />
        <Select
          label={incidentWords.priority}
          value={String(filter.priority ?? "")}
          options={[["", incidentWords.all], ...PRIORITIES.map((n) => [String(n), `P${n}`] as const)]}
          onChange={(value) => set({ priority: value === "" ? null : Number(value) })}
        />
        <Select
          label={incidentWords.kind}
          value={filter.kind ?? ""}
          options={[["", incidentWords.all], ...KINDS.map((kind) => [kind, kindNames[kind]] as const)]}
          onChange={(value) => set({ kind: KINDS.find((kind) => kind === value) ?? null })}
        />
        <Select
          label={text.source}
          value={filter.source ?? ""}
          options={[
            ["", incidentWords.all],
            ...INCIDENT_SOURCES.map((source) => [source, sourceNames[source]] as const),
          ]}
          onChange={(value) => set({ source: INCIDENT_SOURCES.find((source) => source === value) ?? null })}
        />
      </div>
      <label className="checkBox">
        <input
          type="checkbox"
          checked={filter.isUnverifiedOnly}
          onChange={(event) => set({ isUnverifiedOnly: event.target.checked })}
        />
        {incidentWords.onlyUnverified}
      </label>
    </div>
  );
}
