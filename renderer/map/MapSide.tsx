import { useMemo } from "react";
import type { WindowModel } from "../state/windowModel.ts";
import { mapWords as words } from "../ui/mapWords.ts";
import { CameraPanel } from "./CameraPanel.tsx";
import { GroupPanel } from "./GroupPanel.tsx";
import { IncidentPanel } from "./IncidentPanel.tsx";
import type { PlacedCamera } from "./judgePlace.ts";
import { isDrawn } from "./layers.ts";
import type { MapStore } from "./mapStore.ts";
import { ShapePanel } from "./ShapePanel.tsx";
import type { Scene } from "./scene.ts";
import type { useMapIncident } from "./useScene.ts";

/** Cameras on top of one another that no zoom parts. */
export interface OpenGroup {
  readonly count: number;
  readonly cameraIds: readonly string[];
}

interface MapSideProps {
  readonly model: WindowModel;
  readonly store: MapStore;
  readonly scene: Scene;
  readonly about: ReturnType<typeof useMapIncident>;
  readonly placed: readonly PlacedCamera[];
  readonly group: OpenGroup | null;
  readonly onGroup: (group: OpenGroup | null) => void;
  readonly onCamera: (cameraId: string) => void;
  readonly onCircle: () => void;
  readonly onPlanned: (cameraIds: readonly string[]) => void;
}

/** On the right: what was drawn, opened or chosen last; else the incident; else how to begin. */
export function MapSide(props: MapSideProps) {
  return (
    <aside className="side side-right" aria-label={words.side}>
      <SideContent {...props} />
    </aside>
  );
}

function SideContent({ model, store, scene, about, placed, group, ...on }: MapSideProps) {
  const { shape, focus, hidden, rowOf } = scene;
  const drawn = useMemo(() => placed.filter(({ row }) => isDrawn(row, hidden)), [placed, hidden]);
  if (shape !== null)
    return (
      <ShapePanel
        {...{ model, shape, cameras: drawn, onPlanned: on.onPlanned }}
        onDiscard={() => store.setState({ shape: null })}
      />
    );
  if (group !== null) {
    const rows = group.cameraIds.flatMap((id) => rowOf(id) ?? []);
    return <GroupPanel rows={rows} count={group.count} onChoose={on.onCamera} onClose={() => on.onGroup(null)} />;
  }
  const row = focus?.kind === "camera" ? rowOf(focus.cameraId) : undefined;
  if (row !== undefined)
    return (
      <CameraPanel
        {...{ model, row, tile: scene.tileOf(row.id), onCircle: on.onCircle }}
        near={about.near?.cameras.find(({ cameraId }) => cameraId === row.id)}
      />
    );
  if (about.incident !== null)
    return <IncidentPanel {...{ model, incident: about.incident, near: about.near, rowOf }} />;
  return <p className="screenHint">{words.chooseWords}</p>;
}
