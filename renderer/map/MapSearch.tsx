import { type RefObject, useMemo, useRef, useState } from "react";
import type { CameraRow } from "../../contract/cameras.ts";
import type { CityFeature } from "../../contract/cityMap.ts";
import { List, type ListRow } from "../ui/List.tsx";
import { mapWords as words } from "../ui/mapWords.ts";
import type { Box } from "./geo.ts";
import { createSearchIndex, type Finding } from "./searchIndex.ts";

interface MapSearchProps {
  readonly rows: readonly CameraRow[];
  readonly features: readonly CityFeature[];
  readonly city: Box | null;
  readonly searchBox: RefObject<HTMLInputElement | null>;
  readonly onChoose: (finding: Finding) => void;
  readonly onLeave: () => void;
}

const DEGREE_DIGITS = 5;

/** Finds cameras, streets, places and coordinates as they are typed; arrows walk the results, Enter takes one. */
export function MapSearch({ rows, features, city, searchBox, onChoose, onLeave }: MapSearchProps) {
  const [query, setQuery] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const index = useMemo(() => createSearchIndex(rows, features, city), [rows, features, city]);
  const findings = useMemo(() => (query.trim() === "" ? [] : index.find(query)), [index, query]);
  const choose = (finding: Finding | undefined) => {
    if (finding !== undefined) onChoose(finding);
  };
  const leave = () => {
    if (query === "") onLeave();
    setQuery("");
  };
  return (
    <>
      <div className="search">
        <input
          ref={searchBox}
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={query}
          spellCheck={false}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") leave();
            if (event.key === "Enter") choose(findings[0]);
            if (event.key === "ArrowDown") list.current?.querySelector<HTMLElement>("[role=option]")?.focus();
          }}
        />
        <kbd>/</kbd>
      </div>
      {query.trim() !== "" && (
        <div className="mapFound" ref={list}>
          <List
            label={words.found}
            groups={[
              {
                title: words.found,
                rows: findings.map(describeFinding),
                ...(findings.length === 0 ? { footnote: words.noneFound } : {}),
              },
            ]}
            onAct={(id) => choose(findings[Number(id)])}
          />
        </div>
      )}
    </>
  );
}

function describeFinding(finding: Finding, at: number): ListRow {
  const { title, aside } = nameFinding(finding);
  return {
    id: String(at),
    isSelected: at === 0,
    name: `${title}, ${aside}`,
    content: (
      <>
        {finding.kind === "camera" && <b className="rowNumber">{finding.row.number}</b>}
        <span className="rowName">{finding.kind === "camera" ? finding.row.name : title}</span>
        <span className="rowAside">{aside}</span>
      </>
    ),
  };
}

function nameFinding(finding: Finding): { title: string; aside: string } {
  if (finding.kind === "camera")
    return { title: `${finding.row.number} ${finding.row.name}`, aside: finding.row.street };
  if (finding.kind === "place") return { title: finding.name, aside: words[finding.of] };
  const { lat, lng } = finding.place;
  return {
    title: words.coordinates(lat.toFixed(DEGREE_DIGITS), lng.toFixed(DEGREE_DIGITS)),
    aside: finding.isSwapped ? words.swapped : words.coordinatesWords,
  };
}
