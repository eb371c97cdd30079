import { useMemo } from "react";
import type { CameraRow } from "../../contract/cameras.ts";
import { formatCount } from "../ui/format.ts";
import { mapWords as words } from "../ui/mapWords.ts";
import { countLayers, type HiddenLayers, MAP_LAYERS, type MapLayer } from "./layers.ts";
import { PinMark } from "./PinMark.tsx";
import { describeOwnerLook, describeTierLook, type PinLook } from "./pinLook.ts";

interface LayerListProps {
  readonly rows: readonly CameraRow[];
  readonly incidents: number;
  readonly hidden: HiddenLayers;
  readonly onToggle: (layer: MapLayer) => void;
}

const LOOKS: Partial<Record<MapLayer, PinLook>> = {
  city: describeOwnerLook("city"),
  business: describeOwnerLook("business"),
  resident: describeOwnerLook("resident"),
  standing: describeTierLook("standing"),
  scheduled: describeTierLook("scheduled"),
  emergency: describeTierLook("emergency"),
  "on-request": describeTierLook("on-request"),
  "registry-only": describeTierLook("registry-only"),
  offline: { shape: "struckRing", fill: "none", colour: "offline" },
};

/** What the map holds, with counts, and what of it is drawn. */
export function LayerList({ rows, incidents, hidden, onToggle }: LayerListProps) {
  const counts = useMemo(() => countLayers(rows, incidents), [rows, incidents]);
  return (
    <fieldset className="mapLayers">
      <legend className="listTitle">{words.layers}</legend>
      {MAP_LAYERS.map((layer) => {
        const look = LOOKS[layer];
        return (
          <label key={layer} className="mapLayer">
            <input type="checkbox" checked={!hidden.has(layer)} onChange={() => onToggle(layer)} data-layer={layer} />
            <span className="mapLayerMark">{look !== undefined && <PinMark look={look} />}</span>
            <span className="rowName">{words.layerNames[layer]}</span>
            <span className="number">{layer === "labels" ? "" : formatCount(counts.get(layer) ?? 0)}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
