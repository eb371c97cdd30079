import { useEffect } from "react";
import type { Station } from "../../contract/stations.ts";
import { takeStations } from "../state/mirrorDesk.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { StateMark } from "../ui/StateMark.tsx";
import { stationWords } from "../ui/stationWords.ts";
import { trainingWords as words } from "../ui/trainingWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";

/** What the others show, as numbers and states. Looking is seen by everybody, here as on the Stations screen. */
export function TraineeStations({ model }: { model: WindowModel }) {
  useLooking(model);
  const all = useStoreValue(model.stores.stations, (state) => state.all);
  const others = (all ?? []).filter(({ isOwn, state }) => !isOwn && state !== "signed-out");
  return (
    <section className="trainees" aria-label={words.stations}>
      <h3>{words.stations}</h3>
      <p className="trainingHint">{words.stationsSeen}</p>
      {all !== null && others.length === 0 && <p className="trainingHint">{words.noStations}</p>}
      {others.map((station) => (
        <StationRow key={station.stationId} model={model} station={station} />
      ))}
    </section>
  );
}

function StationRow({ model, station }: { model: WindowModel; station: Station }) {
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  const { name, operatorLabel = "", state, displays } = station;
  return (
    <div className="trainee" data-station={name}>
      <p>
        <b>{name}</b> {operatorLabel} <span className="trainingHint">{stationWords.states[state]}</span>
      </p>
      {displays.map(({ display, tiles, purpose }) => {
        const filled = tiles.flatMap((tile) => (tile === null ? [] : [tile]));
        return (
          <p key={display} className="traineeDisplay">
            <span className="trainingHint">
              {words.displayShows(display)} {purpose?.incidentId ?? ""}
            </span>
            {filled.length === 0 && <span className="trainingHint">{words.showsNothing}</span>}
            {filled.map(({ cameraId, state: shown }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same camera may be in two tiles
              <span key={index} className="traineeTile" data-state={shown ?? ""}>
                {shown !== null && <StateMark state={shown} />}
                {book.byId.get(cameraId)?.number ?? "?"}
              </span>
            ))}
          </p>
        );
      })}
    </div>
  );
}

/** For as long as the list is shown this window looks. */
function useLooking({ client, stores, notices }: WindowModel): void {
  useEffect(() => {
    const look = () => {
      if (!client.isOpen()) return;
      client.call("stations.look", { isLooking: true }).then(
        ({ stations }) => takeStations(stores, stations),
        (fault: unknown) => client.isOpen() && notices.tellFault(fault),
      );
    };
    look();
    const unsubscribe = client.on("hub.changed", ({ state }) => state === "up" && look());
    return () => {
      unsubscribe();
      if (client.isOpen()) client.call("stations.look", { isLooking: false }).catch(() => {});
    };
  }, [client, stores, notices]);
}
