import { useEffect, useMemo, useState } from "react";
import type { Me } from "../../contract/operators.ts";
import { takeStations } from "../state/mirrorDesk.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { stationWords as words } from "../ui/stationWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { DetailPanel } from "./DetailPanel.tsx";
import { matchesStation, type Place, rankStations } from "./describeStation.ts";
import { EnrolButton } from "./EnrolButton.tsx";
import type { PushSource } from "./listSources.ts";
import { SourceList } from "./SourceList.tsx";
import { StationBoard } from "./StationBoard.tsx";
import { usePush } from "./usePush.ts";
import "./stations.css";

interface StationsScreenProps {
  readonly model: WindowModel;
  readonly me: Me;
}

/** All stations and what their displays show, as names and states; views are pushed from here. */
export function StationsScreen({ model, me }: StationsScreenProps) {
  useLook(model);
  const mayPush = me.rights.includes("push-views");
  const all = useStoreValue(model.stores.stations, (state) => state.all);
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  const [query, setQuery] = useState("");
  const [source, setSource] = useState<PushSource | null>(null);
  const [selected, setSelected] = useState<Place | null>(null);
  const ranked = useMemo(() => rankStations(all ?? []), [all]);
  const stations = ranked.filter((station) => matchesStation(station, book, query));
  const push = usePush(model);
  const atWork = ranked.filter(({ state }) => state !== "signed-out").length;
  return (
    <div className="screen stations" data-push={mayPush}>
      {mayPush && <SourceList model={model} chosen={source} onChoose={setSource} />}
      <main className="screenMain stationsMain">
        <header className="stationsHead">
          <h2>{words.title}</h2>
          {all !== null && <span className="stationsCount">{words.count(ranked.length, atWork)}</span>}
          <input
            type="search"
            aria-label={words.find}
            placeholder={words.find}
            value={query}
            spellCheck={false}
            onChange={(event) => setQuery(event.target.value)}
          />
          {me.rights.includes("enrol-stations") && <EnrolButton model={model} />}
        </header>
        <p className="screenHint">{words.seen}</p>
        {all === null && <p className="screenHint">{words.reading}</p>}
        {all !== null && stations.length === 0 && <p className="screenHint">{words.none}</p>}
        <StationBoard
          model={model}
          stations={stations}
          selected={selected}
          onSelect={setSelected}
          onDrop={(place, dropped) => {
            setSelected(place);
            setSource(dropped);
            push.run(place, dropped.view, push.choosePurpose(dropped));
          }}
          onPush={(place) => {
            setSelected(place);
            if (source !== null) push.run(place, source.view, push.choosePurpose(source));
          }}
          onPreset={(place, index) => push.runPreset(place, index)}
          mayPush={mayPush}
        />
      </main>
      <DetailPanel model={model} me={me} stations={ranked} place={selected} source={source} push={push} />
    </div>
  );
}

/** For as long as the screen is shown this window looks, and is seen to. */
function useLook({ client, stores, notices }: WindowModel): void {
  useEffect(() => {
    const tell = (fault: unknown) => {
      if (client.isOpen()) notices.tellFault(fault);
    };
    const look = () => {
      if (!client.isOpen()) return;
      client.call("stations.look", { isLooking: true }).then(({ stations }) => takeStations(stores, stations), tell);
    };
    look();
    const unsubscribe = client.on("hub.changed", ({ state }) => state === "up" && look());
    return () => {
      unsubscribe();
      if (client.isOpen()) client.call("stations.look", { isLooking: false }).catch(() => {});
    };
  }, [client, stores, notices]);
}
