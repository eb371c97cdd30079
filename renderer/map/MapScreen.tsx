import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { WindowPictures } from "../consent/windowPictures.ts";
import { findDisplay } from "../state/actions.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { mapWords as words } from "../ui/mapWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { describeFocus } from "./describeFocus.ts";
import { boxOf, toPlace, widenBox } from "./geo.ts";
import { HoverCard } from "./HoverCard.tsx";
import { IncidentPicker } from "./IncidentPicker.tsx";
import { listPoints } from "./judgePlace.ts";
import { LayerList } from "./LayerList.tsx";
import { Legend } from "./Legend.tsx";
import { toggleLayer } from "./layers.ts";
import { MapBar } from "./MapBar.tsx";
import { MapSearch } from "./MapSearch.tsx";
import { MapSide, type OpenGroup } from "./MapSide.tsx";
import { MapStage, type StageHandle } from "./MapStage.tsx";
import type { MapHandle } from "./mapAct.ts";
import type { MapStore } from "./mapStore.ts";
import type { Ground, MapPointer } from "./mapView.ts";
import type { MapTarget } from "./scene.ts";
import type { Finding } from "./searchIndex.ts";
import { UnplacedList } from "./UnplacedList.tsx";
import { useDrawing } from "./useDrawing.ts";
import { useGlance } from "./useGlance.ts";
import { focusOn, useMapActs } from "./useMapActs.ts";
import { useMapData } from "./useMapData.ts";
import { useMapIncident, useScene } from "./useScene.ts";
import { useWishes } from "./useWishes.ts";

interface MapScreenProps {
  readonly model: WindowModel;
  readonly pictures: WindowPictures;
  readonly store: MapStore;
  readonly handle: MapHandle;
}

/** A camera is looked at from so near that its neighbours are told apart. */
const CAMERA_ZOOM = 18;
const EMPTY: readonly never[] = [];

/** The city, its cameras by what would happen, its incidents; and the ways from a place to pictures. */
export function MapScreen({ model, pictures, store, handle }: MapScreenProps) {
  const region = useRef<HTMLDivElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const layerBox = useRef<HTMLDivElement>(null);
  const stage = useRef<StageHandle | null>(null);
  const planned = useRef<readonly string[]>(EMPTY);
  const [group, setGroup] = useState<OpenGroup | null>(null);
  const data = useMapData(model, store);
  const about = useMapIncident(model);
  const scene = useScene(model, store, data, about);
  const drawing = useDrawing(store, stage);
  const { glance, rest, show, leave } = useGlance(model, pictures, about.near);
  const hubNowMs = useStoreValue(model.stores.clock, (clock) => clock.hubNowMs);
  const hasPurpose = useStoreValue(model.stores.wall, () => findDisplay(model.stores)?.purpose != null);
  const { hidden } = scene;
  const features = data.city?.features ?? EMPTY;
  const drawn = useMemo(() => boxOf(listPoints(features)), [features]);
  const home = drawn ?? data.box;
  const ground = useMemo<Ground>(() => {
    if (data.base === null || data.base.kind === "site")
      return features.length === 0 ? { kind: "plain" } : { kind: "site", features };
    return { kind: "tiles", base: data.base };
  }, [data.base, features]);

  const flyTo = useWishes({ model, store, stage, isReady: home !== null, zoom: CAMERA_ZOOM });
  const goToIncident = useCallback(
    (incidentId: string) => {
      model.actions.select({ incidentId });
      model.actions.lookNear(incidentId);
      const position = model.stores.incidents.getState().byId.get(incidentId)?.position;
      const around = position === undefined ? null : boxOf([position]);
      if (around !== null) stage.current?.view.fit(widenBox(around, INCIDENT_VIEW_M), true);
      store.setState({ focus: null, shape: null });
      region.current?.focus();
    },
    [model, store],
  );

  const choose = useCallback(
    (target: MapTarget) => {
      if (target.kind === "incident") return goToIncident(target.incidentId);
      setGroup(null);
      store.setState({ focus: focusOn(target) });
    },
    [store, goToIncident],
  );
  const openGroup = useCallback((target: Extract<MapTarget, { kind: "group" }>) => {
    const view = stage.current?.view;
    const centre = toPlace(target);
    const zoom = target.opensAtZoom();
    if (zoom !== null) view?.goTo({ centre, zoom }, true);
    else setGroup({ count: target.count, cameraIds: target.cameraIds() });
  }, []);
  const open = useCallback(
    (target: MapTarget | null) => {
      if (target === null) return;
      choose(target);
      if (target.kind === "camera") model.actions.place(target.cameraId);
      if (target.kind === "group") openGroup(target);
    },
    [choose, model, openGroup],
  );

  const handlePointer = useCallback(
    (pointer: MapPointer, target: MapTarget | null) => {
      if (drawing.hear(pointer)) return rest(null);
      if (pointer.type === "move" || pointer.type === "leave")
        rest(target?.kind === "camera" ? { cameraId: target.cameraId, x: pointer.x, y: pointer.y } : null);
      if (pointer.type === "down") leave();
      if (pointer.type === "click" && target !== null) choose(target);
      if (pointer.type === "click" && target?.kind === "group") openGroup(target);
      if (pointer.type === "doubleClick" && target?.kind === "camera") open(target);
    },
    [drawing, rest, leave, choose, openGroup, open],
  );
  const isFlying = useRef(false);
  const afterFlight = useRef(() => {});
  const handleMoved = useCallback(
    (isMoving: boolean) => {
      isFlying.current = isMoving;
      if (isMoving) return leave();
      afterFlight.current();
      afterFlight.current = () => {};
    },
    [leave],
  );
  const showFocused = () => {
    const { focus } = store.getState();
    const position = focus?.kind === "camera" ? scene.rowOf(focus.cameraId)?.position : undefined;
    const [x, y] = (position && stage.current?.view.toXy(position)) ?? [0, 0];
    if (focus?.kind === "camera" && position !== undefined) show({ cameraId: focus.cameraId, x, y });
  };

  function handleFinding(finding: Finding): void {
    region.current?.focus();
    if (finding.kind === "camera") flyTo(finding.row.id);
    else if (finding.kind === "place") stage.current?.view.fit(finding.box, true);
    else stage.current?.view.goTo({ centre: finding.place, zoom: CAMERA_ZOOM }, true);
  }

  useMapActs({
    ...{ model, store, scene, home, stage, drawing, handle, open, goToIncident },
    openShape: () =>
      scene.shape !== null &&
      planned.current.length > 0 &&
      model.actions.show(model.stores.selection.getState().display, [...planned.current]),
    focusLayers: () => layerBox.current?.querySelector("input")?.focus(),
    focusSearch: () => {
      searchBox.current?.focus();
      searchBox.current?.select();
    },
    togglePreview() {
      if (glance !== null) leave();
      // On its way to a camera, the map shows it when it is there.
      else if (isFlying.current) afterFlight.current = showFocused;
      else showFocused();
    },
    leaveGlance() {
      const isOpen = glance !== null || group !== null;
      leave();
      setGroup(null);
      return isOpen;
    },
  });
  useEffect(() => region.current?.focus(), []);
  const glanced = glance === null ? undefined : scene.rowOf(glance.cameraId);
  const size = region.current?.getBoundingClientRect();

  return (
    <div className="screen mapScreen">
      <aside className="side side-left" aria-label={words.search}>
        <MapSearch
          {...{ rows: data.rows, features, city: data.box, searchBox }}
          onChoose={handleFinding}
          onLeave={() => region.current?.focus()}
        />
        <div className="mapLists">
          <IncidentPicker
            {...{ incidents: scene.incidents, selectedId: scene.selectedIncidentId, hubNowMs }}
            onChoose={goToIncident}
          />
          <div ref={layerBox}>
            <LayerList
              {...{ rows: data.rows, incidents: scene.incidents.length, hidden }}
              onToggle={(layer) => store.setState({ hidden: toggleLayer(hidden, layer) })}
            />
          </div>
          <UnplacedList cameras={data.unplaced} />
        </div>
      </aside>
      <main className="mapMain">
        <MapBar
          {...{ model, store, about, drawing, stage, home, base: data.base, isCityMissing: data.isCityMissing }}
        />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: pins are walked over by keys from here */}
        <div className="mapRegion" ref={region} role="application" aria-label={words.mapLabel} tabIndex={0}>
          <MapStage {...{ store, scene, ground, home, stage }} onPointer={handlePointer} onMoved={handleMoved} />
          <Legend hasIncident={about.near !== null} />
          {data.base !== null && data.base.attribution !== "" && (
            <p className="mapAttribution">{data.base.attribution}</p>
          )}
          {glance !== null && glanced !== undefined && size !== undefined && (
            <HoverCard
              key={glanced.id}
              {...{ pictures, row: glanced, hasPurpose, x: glance.x, y: glance.y }}
              {...{ widthPx: size.width, heightPx: size.height }}
              near={about.near?.cameras.find(({ cameraId }) => cameraId === glanced.id)}
            />
          )}
        </div>
        <p className="unseen" role="status">
          {describeFocus(scene, about.near)}
        </p>
      </main>
      <MapSide
        {...{ model, store, scene, about, group }}
        placed={data.placed}
        onGroup={setGroup}
        onCamera={flyTo}
        onCircle={() => handle.current?.("circle")}
        onPlanned={(cameraIds) => {
          planned.current = cameraIds;
        }}
      />
    </div>
  );
}

/** Half the width of what is shown around an incident, metres: its radius with some room. */
const INCIDENT_VIEW_M = 340;
