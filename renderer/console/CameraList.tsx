import { type RefObject, useState } from "react";
import { findDisplay } from "../state/actions.ts";
import type { ShownCamera } from "../state/stores.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { chooseMark } from "../ui/chooseMark.ts";
import { prospectWords, shownWords } from "../ui/codeWords.ts";
import { formatCount, formatDistance, formatSince, MINUTE_MS } from "../ui/format.ts";
import { List, type ListGroup, type ListRow } from "../ui/List.tsx";
import { type MarkName, StateMark } from "../ui/StateMark.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { CAMERA_DRAG, writeCameras } from "../wall/dragTypes.ts";
import { ChosenCameras } from "./ChosenCameras.tsx";
import { type CameraGroups, groupCameras, isOpenTile, type ListedCamera } from "./groupCameras.ts";
import { useDisplay } from "./useDisplay.ts";

interface CameraListProps {
  readonly model: WindowModel;
  readonly searchBox: RefObject<HTMLInputElement | null>;
}

/** The cameras an operator can call, with the mark of what they show now. A click or Enter puts one on the wall. */
export function CameraList({ model, searchBox }: CameraListProps) {
  const [query, setQuery] = useState("");
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  const incidentId = useDisplay(model)?.purpose?.incidentId ?? null;
  const near = useStoreValue(model.stores.incidents, (state) =>
    incidentId === null ? null : (state.near.get(incidentId) ?? null),
  );
  const describe = useRowDescription(model);
  const shown = useStoreValue(model.stores.tileStates, (state) => state.byCamera);
  const groups = groupCameras(book, near, query, shown);
  return (
    <aside className="side side-left" aria-label={text.camerasLabel}>
      <div className="search">
        <input
          ref={searchBox}
          type="search"
          aria-label={text.search}
          placeholder={text.search}
          value={query}
          spellCheck={false}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") leaveSearch(event.currentTarget, () => setQuery(""));
            const first = groups.others[0];
            if (event.key === "Enter" && query !== "" && first !== undefined) model.actions.place(first.row.id);
          }}
        />
        <kbd>/</kbd>
      </div>
      <List
        label={text.camerasLabel}
        groups={nameGroups(groups, query !== "", describe)}
        onAct={(cameraId) => model.actions.place(cameraId)}
        onChoose={(cameraId) => model.actions.toggleChosen(cameraId)}
      />
      <ChosenCameras model={model} />
    </aside>
  );
}

function leaveSearch(input: HTMLInputElement, clear: () => void): void {
  if (input.value === "") input.blur();
  else clear();
}

function nameGroups(groups: CameraGroups, isSearch: boolean, describe: (camera: ListedCamera) => ListRow): ListGroup[] {
  const all = (groups.near?.length ?? 0) + groups.notAvailable.length;
  const named: ListGroup[] = [];
  if (groups.near !== null)
    named.push({
      title: text.nearIncident,
      aside: text.countOf(groups.near.length, all),
      rows: groups.near.map(describe),
    });
  if (groups.notAvailable.length > 0)
    named.push({
      title: text.notAvailableGroup,
      aside: String(groups.notAvailable.length),
      rows: groups.notAvailable.map(describe),
    });
  if (groups.near === null) {
    const hidden = groups.hiddenCount > 0 ? { footnote: text.moreHidden(formatCount(groups.hiddenCount)) } : {};
    const none = groups.others.length === 0 ? { footnote: text.noneFound } : {};
    named.push({
      title: isSearch ? text.found : text.allCameras,
      aside: formatCount(groups.others.length + groups.hiddenCount),
      rows: groups.others.map(describe),
      ...hidden,
      ...(isSearch ? none : {}),
    });
  }
  return named;
}

function useRowDescription(model: WindowModel): (camera: ListedCamera) => ListRow {
  const shown = useStoreValue(model.stores.tileStates, (state) => state.byCamera);
  const selected = useStoreValue(model.stores.selection, (selection) => selection.tile);
  const chosen = useStoreValue(model.stores.selection, (selection) => selection.chosen);
  // Named so that the row of the selected tile follows both the selection and the wall.
  useStoreValue(model.stores.wall, (state) => state.wall);
  const hubNowMs = useStoreValue(model.stores.clock, (clock) => clock.hubNowMs);
  const selectedId = findDisplay(model.stores)?.tiles[selected - 1] ?? null;
  return ({ row, near }) => {
    const tile = shown.get(row.id);
    const mark: MarkName = tile?.state ?? chooseMark(row, near?.prospect);
    const aside = describeShown(tile) ?? describeAside({ row, near }, isOpenTile(tile), hubNowMs);
    return {
      id: row.id,
      isSelected: row.id === selectedId,
      name: `${row.number}, ${row.name}, ${aside}`,
      isChosen: chosen.includes(row.id),
      // A chosen row takes all the others along.
      drag: { type: CAMERA_DRAG, data: writeCameras(chosen.includes(row.id) ? chosen : [row.id]) },
      content: (
        <>
          <StateMark state={mark} />
          {/* The spaces are for readers, who hear the row's words one after another. */}
          <b className="rowNumber">{row.number}</b> <span className="rowName">{row.name}</span>{" "}
          <span className="rowAside">{aside}</span>
        </>
      ),
    };
  };
}

/** What the tile that shows a camera makes of it; undefined where the list's own words are right. */
function describeShown(tile: ShownCamera | undefined): string | undefined {
  if (tile === undefined) return undefined;
  return tile.isAsked ? text.askedAside : shownWords[tile.state];
}

function describeAside({ row, near }: ListedCamera, isOpen: boolean, hubNowMs: number | null): string {
  if (!row.hasStream) return prospectWords["registry-only"];
  if (row.health.state === "offline") {
    const downMs = hubNowMs === null ? 0 : hubNowMs - row.health.sinceMs;
    return downMs < MINUTE_MS ? prospectWords.offline : `${prospectWords.offline} ${formatSince(downMs)}`;
  }
  if (near === null) return text.ownerKinds[row.ownerKind].toLowerCase();
  return (isOpen ? "" : prospectWords[near.prospect]) || formatDistance(near.distanceM);
}
