import { useEffect } from "react";
import type { Me } from "../../contract/operators.ts";
import type { Station } from "../../contract/stations.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Card, Facts } from "../ui/Card.tsx";
import { purposeNames, stateWords } from "../ui/codeWords.ts";
import { StateMark } from "../ui/StateMark.tsx";
import { stationWords as words } from "../ui/stationWords.ts";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { DisplayDiagram } from "./DisplayDiagram.tsx";
import { describeDisplay, type Place, placeDiagram, STATION_MARKS } from "./describeStation.ts";
import type { PushSource } from "./listSources.ts";
import { PushCard } from "./PushCard.tsx";
import { UnattendedCard } from "./UnattendedCard.tsx";
import { useHeard } from "./useHeard.ts";
import type { Push } from "./usePush.ts";

interface DetailPanelProps {
  readonly model: WindowModel;
  readonly me: Me;
  readonly stations: readonly Station[];
  readonly place: Place | null;
  readonly source: PushSource | null;
  readonly push: Push;
}

/** The selected station or display, larger and in words, with what can be done about it. */
export function DetailPanel({ model, me, stations, place, source, push }: DetailPanelProps) {
  const station = stations.find(({ stationId }) => stationId === place?.stationId);
  return (
    <aside className="side stationSide" aria-label={station?.name ?? words.stationsAndDisplays}>
      {station === undefined || place === null ? (
        <p className="screenHint sideHint">{words.chooseTarget}</p>
      ) : (
        <Detail model={model} me={me} station={station} place={place} source={source} push={push} />
      )}
    </aside>
  );
}

interface DetailProps extends Omit<DetailPanelProps, "stations" | "place"> {
  readonly station: Station;
  readonly place: Place;
}

function Detail({ model, me, station, place, source, push }: DetailProps) {
  const mayPush = me.rights.includes("push-views");
  const mayAllow = me.rights.includes("enrol-stations");
  const { stationId } = station;
  const { readPresets } = push;
  useEffect(() => {
    if (mayPush) readPresets(stationId);
  }, [mayPush, readPresets, stationId]);
  return (
    <>
      <StationFacts model={model} station={station} />
      {place.display !== null && <DisplayCard model={model} station={station} display={place.display} />}
      {mayPush && place.display !== null && (
        <PushCard model={model} station={station} place={place} source={source} push={push} />
      )}
      {place.display !== null && <CamerasCard model={model} station={station} display={place.display} />}
      <UnattendedCard key={stationId} model={model} station={station} mayChange={mayAllow} />
    </>
  );
}

function StationFacts({ model, station }: { model: WindowModel; station: Station }) {
  const heard = useHeard(model, station);
  const { name, state, operatorLabel } = station;
  return (
    <Card title={name}>
      <p className={`state state-${STATION_MARKS[state]}`}>
        <StateMark state={STATION_MARKS[state]} />
        {words.states[state]}
      </p>
      <p className="screenHint">{state === "signed-out" ? words.nobody : `${operatorLabel ?? ""} · ${heard}`}</p>
    </Card>
  );
}

function DisplayCard({ model, station, display }: { model: WindowModel; station: Station; display: number }) {
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  const shown = station.displays.find((each) => each.display === display);
  if (shown === undefined) return null;
  const { purpose } = shown;
  const why =
    purpose === null ? text.noPurpose : [purposeNames[purpose.code], purpose.incidentId].filter(Boolean).join(" · ");
  return (
    <Card title={words.display(display)}>
      <DisplayDiagram display={shown} book={book} isLarge />
      <Facts
        facts={[
          { name: words.purpose, value: why },
          { name: words.shown, value: describeDisplay(shown) },
        ]}
      />
    </Card>
  );
}

/** The cameras of the display, each with its state in a word. */
function CamerasCard({ model, station, display }: { model: WindowModel; station: Station; display: number }) {
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  const shown = station.displays.find((each) => each.display === display);
  const filled = shown === undefined ? [] : placeDiagram(shown, book).filter(({ number }) => number !== "");
  if (filled.length === 0) return null;
  return (
    <Card title={words.cameras}>
      <ul className="planList" aria-label={words.displayOf(display, station.name)}>
        {filled.map(({ tile, number, name, mark }) => (
          <li key={tile}>
            <b className="number">{number}</b> <span className="rowName">{name}</span>{" "}
            <span className={`state state-${mark ?? "empty"}`}>
              {mark !== null && <StateMark state={mark} />}
              {mark === null || mark === "ready" ? words.noWindow : stateWords[mark]}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
