import { useEffect, useMemo, useRef, useState } from "react";
import type { BaseMap } from "../../contract/baseMap.ts";
import type { CameraRow } from "../../contract/cameras.ts";
import type { CityMap } from "../../contract/cityMap.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import type { Box } from "./geo.ts";
import { chooseCityBox, type PlacedCamera, placeCameras, type UnplacedCamera } from "./judgePlace.ts";
import type { MapStore } from "./mapStore.ts";

/** News of cameras come in bursts; where they stand is worked out anew no more often than this. Our choice. */
const SETTLE_MS = 400;

export interface MapData {
  readonly rows: readonly CameraRow[];
  readonly city: CityMap | null;
  /** True while the site's ground could not be read. */
  readonly isCityMissing: boolean;
  readonly base: BaseMap | null;
  /** Where cameras may stand. */
  readonly box: Box | null;
  readonly placed: readonly PlacedCamera[];
  readonly unplaced: readonly UnplacedCamera[];
}

/** What the map is made of, kept up to date. The ground is asked for once for as long as the console lives. */
export function useMapData(model: WindowModel, store: MapStore): MapData {
  const { city, base, isCityMissing } = useGround(model, store);
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  const settled = useSettled(model, book);
  const box = useMemo(() => chooseCityBox(city?.features ?? [], settled.inOrder), [city, settled]);
  const { placed, unplaced } = useMemo(() => placeCameras(settled.inOrder, box), [settled, box]);
  return { rows: settled.inOrder, city, isCityMissing, base, box, placed, unplaced };
}

function useGround({ client, stores, notices }: WindowModel, store: MapStore) {
  const city = useStoreValue(store, (state) => state.city);
  const base = useStoreValue(store, (state) => state.base);
  const isHubUp = useStoreValue(stores.link, ({ hub }) => hub?.state === "up");
  const [isCityMissing, setMissing] = useState(false);
  useEffect(() => {
    const hear = (news: BaseMap) => store.setState({ base: news });
    client.call("map.base", {}).then(hear, notices.tellFault);
    return client.on("map.baseChanged", hear);
  }, [client, notices, store]);
  useEffect(() => {
    if (city !== null || !isHubUp) return;
    client.call("map.city", {}).then(
      (read) => {
        store.setState({ city: read });
        setMissing(false);
      },
      () => setMissing(true),
    );
  }, [client, store, city, isHubUp]);
  return { city, base, isCityMissing };
}

/** The latest value, at once the first time and then no more often than every {@link SETTLE_MS}. */
function useSettled<T>({ clock }: WindowModel, value: T): T {
  const [settled, setSettled] = useState(value);
  const latest = useRef(value);
  const cancel = useRef<(() => void) | null>(null);
  useEffect(() => {
    latest.current = value;
    if (value === settled || cancel.current !== null) return;
    cancel.current = clock.after(SETTLE_MS, () => {
      cancel.current = null;
      setSettled(() => latest.current);
    });
  }, [clock, value, settled]);
  useEffect(() => () => cancel.current?.(), []);
  return settled;
}
