import type { CameraRow } from "../../contract/cameras.ts";
import { findLayout } from "../../contract/layouts.ts";
import type { Display } from "../../contract/wall.ts";
import { findSequence } from "../state/tileActions.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { TILE_DRAG } from "./dragTypes.ts";
import { dropOnTile } from "./dropDrag.ts";
import { TileMarks, type TileRole } from "./TileMarks.tsx";
import { measurePlace, placeTiles } from "./tilePlaces.ts";
import { useDrop } from "./useDrop.ts";

/** Another display as names in its layout: what is where, without a picture and so without a viewing. */
export function Diagram({ model, display }: { model: WindowModel; display: Display }) {
  const selected = useStoreValue(model.stores.selection, (selection) => selection.tile);
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  const { columns, rows } = findLayout(display.layout);
  // Nothing is connected in a diagram, so nothing lies behind its tiles.
  const resting = display.sequences.map((sequence) => ({ ...sequence, next: null }));
  return (
    <div className="wall diagram">
      {placeTiles({ ...display, sequences: resting }).map(({ key, tile, cameraId, place }) => {
        const camera = cameraId === null ? undefined : book.byId.get(cameraId);
        return (
          <DiagramTile
            key={key}
            model={model}
            tile={tile}
            camera={camera}
            isSelected={tile === selected}
            role={{
              isPinned: display.pinned.includes(tile),
              isHotspot: display.hotspot === tile,
              sequence: findSequence(display, tile) ?? null,
            }}
            place={measurePlace(place, columns, rows)}
          />
        );
      })}
    </div>
  );
}

interface DiagramTileProps {
  readonly model: WindowModel;
  readonly tile: number;
  readonly camera: CameraRow | undefined;
  readonly isSelected: boolean;
  readonly role: TileRole;
  readonly place: ReturnType<typeof measurePlace>;
}

function DiagramTile({ model, tile, camera, isSelected, role, place }: DiagramTileProps) {
  const { isOver, handlers } = useDrop((drag, isSequence) => dropOnTile(model, tile, drag, isSequence));
  return (
    <button
      type="button"
      className={`diagramTile${isSelected ? " isSelected" : ""}${isOver ? " isDropPlace" : ""}`}
      style={place}
      aria-pressed={isSelected}
      aria-label={text.tileName(tile, camera === undefined ? null : `${camera.number}, ${camera.name}`, "")}
      draggable={camera !== undefined}
      onDragStart={(event) => event.dataTransfer.setData(TILE_DRAG, String(tile))}
      {...handlers}
      onClick={() => model.actions.select({ tile })}
    >
      <b className="tileNumber">{camera?.number ?? tile}</b>
      <TileMarks {...role} />
      <span className="tileName">{camera?.name}</span>
    </button>
  );
}
