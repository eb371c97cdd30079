import { Circle, Minus, Pentagon, Plus, ScanSearch } from "lucide-react";
import type { BaseMap } from "../../contract/baseMap.ts";
import type { IncidentCameras } from "../../contract/incidents.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { formatDistance } from "../ui/format.ts";
import { Hint } from "../ui/Hint.tsx";
import { mapWords as words } from "../ui/mapWords.ts";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import type { Box } from "./geo.ts";
import type { StageHandle } from "./MapStage.tsx";
import type { MapStore } from "./mapStore.ts";
import type { Drawing } from "./useDrawing.ts";
import type { useMapIncident } from "./useScene.ts";

interface MapBarProps {
  readonly model: WindowModel;
  readonly store: MapStore;
  readonly about: ReturnType<typeof useMapIncident>;
  readonly drawing: Drawing;
  readonly stage: { readonly current: StageHandle | null };
  readonly home: Box | null;
  readonly base: BaseMap | null;
  readonly isCityMissing: boolean;
}

const NEAREST_COUNT = 4;

/** What the radius holds and what can be done with it at once; drawing and zooming by pointer; what is wrong. */
export function MapBar({ model, store, about, drawing, stage, home, base, isCityMissing }: MapBarProps) {
  const tool = useStoreValue(store, (state) => state.tool);
  const { incident, near } = about;
  const trouble = base?.trouble == null ? (isCityMissing ? words.cityMissing : null) : words.troubles[base.trouble];
  return (
    <>
      <div className="mapBar">
        {near !== null && <NearChips near={near} />}
        <div className="mapTools">
          {incident !== null && near !== null && <NearActions model={model} near={near} />}
          <Tool
            name={words.circle}
            isOn={tool === "circle"}
            onPress={() => drawing.take(tool === "circle" ? null : "circle")}
          >
            <Circle className="icon" aria-hidden="true" />
          </Tool>
          <Tool
            name={words.polygon}
            isOn={tool === "polygon"}
            onPress={() => drawing.take(tool === "polygon" ? null : "polygon")}
          >
            <Pentagon className="icon" aria-hidden="true" />
          </Tool>
          <Tool name={words.zoomIn} onPress={() => stage.current?.view.zoomBy(1)}>
            <Plus className="icon" aria-hidden="true" />
          </Tool>
          <Tool name={words.zoomOut} onPress={() => stage.current?.view.zoomBy(-1)}>
            <Minus className="icon" aria-hidden="true" />
          </Tool>
          <Tool name={words.wholeCity} onPress={() => home !== null && stage.current?.view.fit(home, true)}>
            <ScanSearch className="icon" aria-hidden="true" />
          </Tool>
        </div>
      </div>
      {tool !== null && (
        <p className="mapNote" role="status">
          {tool === "circle" ? words.circleHint : words.polygonHint}
        </p>
      )}
      {trouble !== null && (
        <p className="mapNote mapTrouble" role="status">
          {trouble}
        </p>
      )}
    </>
  );
}

interface ToolProps {
  readonly name: string;
  readonly isOn?: boolean;
  readonly onPress: () => void;
  readonly children: React.ReactNode;
}

function Tool({ name, isOn, onPress, children }: ToolProps) {
  return (
    <Hint words={name}>
      <Button look="icon" aria-label={name} onPress={onPress} {...(isOn === undefined ? {} : { isOn })}>
        {children}
      </Button>
    </Hint>
  );
}

function countOf(near: IncidentCameras, ...prospects: readonly string[]): number {
  return near.cameras.filter(({ prospect }) => prospects.includes(prospect)).length;
}

function NearChips({ near }: { near: IncidentCameras }) {
  const [allowed, ask] = [countOf(near, "allowed"), countOf(near, "asks-owner", "asks-supervisor")];
  const all = near.cameras.length;
  return (
    <>
      <span className="chip">{words.radius(formatDistance(near.radiusM))}</span>
      <span className="chip">{words.nearCount(all, allowed, ask, all - allowed - ask)}</span>
    </>
  );
}

function NearActions({ model, near }: { model: WindowModel; near: IncidentCameras }) {
  const display = useStoreValue(model.stores.selection, (selection) => selection.display);
  const allowed = countOf(near, "allowed");
  return (
    <>
      <Button isDisabled={allowed === 0} onPress={() => model.actions.openIncident(near.incidentId)}>
        {words.openOn(allowed, display)}
      </Button>
      <Button isDisabled={allowed === 0} onPress={() => model.actions.openIncident(near.incidentId, NEAREST_COUNT)}>
        {text.nearestFour}
      </Button>
    </>
  );
}
