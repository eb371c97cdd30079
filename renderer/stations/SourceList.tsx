import { useEffect, useState } from "react";
import type { WindowModel } from "../state/windowModel.ts";
import { formatCount } from "../ui/format.ts";
import { List, type ListRow } from "../ui/List.tsx";
import { stationWords as words } from "../ui/stationWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { dragged, PUSH_DRAG } from "./dragSource.ts";
import { listSources, type PushSource } from "./listSources.ts";

interface SourceListProps {
  readonly model: WindowModel;
  readonly chosen: PushSource | null;
  readonly onChoose: (source: PushSource) => void;
}

/** What can be pushed: chosen by click or Enter, or dragged onto a display. */
export function SourceList({ model, chosen, onChoose }: SourceListProps) {
  const [query, setQuery] = useState("");
  const wall = useStoreValue(model.stores.wall, (state) => state.wall);
  const views = useStoreValue(model.stores.views, (state) => state.views);
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  const groups = listSources(
    { stationName: wall?.stationName ?? "", displays: wall?.displays ?? [], views, book },
    query,
  );
  const byId = new Map(groups.flatMap(({ sources }) => sources.map((source) => [source.sourceId, source] as const)));
  const describe = (source: PushSource): ListRow => ({
    id: source.sourceId,
    isSelected: source.sourceId === chosen?.sourceId,
    name: [source.name, source.aside].filter((part) => part !== "").join(", "),
    drag: { type: PUSH_DRAG, data: source.sourceId },
    content: (
      <>
        <span className="rowName">{source.name}</span> <span className="rowAside">{source.aside}</span>
      </>
    ),
  });
  useEffect(() => dragged.offer(byId));
  return (
    <aside className="side sources" aria-label={words.sources}>
      <div className="search">
        <input
          type="search"
          aria-label={words.findSource}
          placeholder={words.findSource}
          value={query}
          spellCheck={false}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      <List
        label={words.sources}
        groups={groups.map(({ title, count, sources, footnote }) => ({
          ...{ title, aside: formatCount(count), rows: sources.map(describe) },
          ...(footnote === undefined ? {} : { footnote }),
        }))}
        onAct={(sourceId) => {
          const source = byId.get(sourceId);
          if (source !== undefined) onChoose(source);
        }}
      />
    </aside>
  );
}
