import { type DragEvent, type KeyboardEvent, useRef } from "react";
import type { Station, StationDisplay } from "../../contract/stations.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { StateMark } from "../ui/StateMark.tsx";
import { stationWords as words } from "../ui/stationWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { DisplayDiagram } from "./DisplayDiagram.tsx";
import { describeDisplay, listPlaces, namePlace, type Place, STATION_MARKS } from "./describeStation.ts";
import { dragged, PUSH_DRAG } from "./dragSource.ts";
import type { PushSource } from "./listSources.ts";
import { useHeard } from "./useHeard.ts";

interface StationBoardProps {
  readonly model: WindowModel;
  readonly stations: readonly Station[];
  readonly selected: Place | null;
  readonly mayPush: boolean;
  readonly onSelect: (place: Place) => void;
  readonly onDrop: (place: Place, source: PushSource) => void;
  readonly onPush: (place: Place) => void;
  readonly onPreset: (place: Place, index: number) => void;
}

/** Every station as a card with its displays: one tab stop, arrows move, Enter selects, P pushes, digits show presets. */
export function StationBoard(props: StationBoardProps) {
  const { model, stations, selected } = props;
  const root = useRef<HTMLDivElement>(null);
  const places = listPlaces(stations);
  const stop = places.find((place) => selected !== null && namePlace(place) === namePlace(selected)) ?? places[0];
  const handleKey = (event: KeyboardEvent<HTMLElement>, place: Place) => {
    if (actOnKey(event, place, props)) event.preventDefault();
    else if (moveByKey(event, root.current)) event.preventDefault();
  };
  return (
    <div className="stationBoard" role="listbox" aria-label={words.stationsAndDisplays} data-own-keys ref={root}>
      {stations.map((station) => (
        <StationCard
          key={station.stationId}
          {...props}
          model={model}
          station={station}
          stopKey={stop === undefined ? null : namePlace(stop)}
          onKey={handleKey}
        />
      ))}
    </div>
  );
}

function actOnKey(event: KeyboardEvent, place: Place, props: StationBoardProps): boolean {
  const { onSelect, onPush, onPreset, mayPush } = props;
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  if (event.key === "Enter" || event.key === " ") onSelect(place);
  else if (mayPush && event.key.toLowerCase() === "p") onPush(place);
  else if (mayPush && /^[1-9]$/.test(event.key)) onPreset(place, Number(event.key) - 1);
  else return false;
  return true;
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function moveByKey(event: KeyboardEvent<HTMLElement>, root: HTMLElement | null): boolean {
  const options = [...(root?.querySelectorAll<HTMLElement>("[role=option]") ?? [])];
  const at = options.indexOf(event.currentTarget);
  const step = STEPS[event.key];
  const to =
    event.key === "Home" ? 0 : event.key === "End" ? options.length - 1 : step === undefined ? null : at + step;
  if (to === null) return false;
  options[Math.min(Math.max(to, 0), options.length - 1)]?.focus();
  return true;
}

interface StationCardProps extends StationBoardProps {
  readonly station: Station;
  /** Which place the Tab key comes to. */
  readonly stopKey: string | null;
  readonly onKey: (event: KeyboardEvent<HTMLElement>, place: Place) => void;
}

function StationCard(props: StationCardProps) {
  const { model, station, selected, stopKey, onSelect, onKey } = props;
  const heard = useHeard(model, station);
  const { stationId, name, state, operatorLabel = "", isOwn, displays } = station;
  const place: Place = { stationId, display: null };
  const word = words.states[state];
  const isSelected = selected !== null && namePlace(selected) === namePlace(place);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a listbox
    <div className="stationCard" role="group" aria-label={name} data-station={name} data-state={state}>
      <div
        role="option"
        className="stationHead"
        aria-selected={isSelected}
        tabIndex={stopKey === namePlace(place) ? 0 : -1}
        onClick={() => onSelect(place)}
        onKeyDown={(event) => onKey(event, place)}
      >
        <b className="stationName">{name}</b>{" "}
        <span className={`state state-${STATION_MARKS[state]}`}>
          <StateMark state={STATION_MARKS[state]} />
          {word}
        </span>{" "}
        <span className="stationWho">{[operatorLabel, isOwn ? words.yours : ""].filter(Boolean).join(" · ")}</span>
        <span className="stationHeard">{state === "signed-out" ? "" : ` ${heard}`}</span>
      </div>
      <div className="stationDisplays">
        {displays.map((display) => (
          <DisplayOption key={display.display} {...props} display={display} />
        ))}
        {displays.length === 0 && <p className="screenHint">{words.noDisplays}</p>}
      </div>
    </div>
  );
}

function DisplayOption(props: StationCardProps & { display: StationDisplay }) {
  const { model, station, display, selected, stopKey, mayPush, onSelect, onDrop, onKey } = props;
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  const place: Place = { stationId: station.stationId, display: display.display };
  const isSelected = selected !== null && namePlace(selected) === namePlace(place);
  return (
    <div
      role="option"
      className="displayOption"
      data-diagram={display.display}
      aria-selected={isSelected}
      tabIndex={stopKey === namePlace(place) ? 0 : -1}
      onClick={() => onSelect(place)}
      onKeyDown={(event) => onKey(event, place)}
      onDragOver={(event: DragEvent) => {
        if (mayPush && event.dataTransfer.types.includes(PUSH_DRAG)) event.preventDefault();
      }}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        const source = dragged.find(event.dataTransfer.getData(PUSH_DRAG));
        if (source !== undefined && mayPush) onDrop(place, source);
      }}
    >
      <DisplayDiagram display={display} book={book} />
      <span className="displayFoot">
        <span className="unseen">{station.name}, </span>
        <span className="unseen">{words.displayWord} </span>
        <b>{display.display}</b> {describeDisplay(display)}
      </span>
    </div>
  );
}
