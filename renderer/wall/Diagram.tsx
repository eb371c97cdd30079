import { findLayout } from "../../contract/layouts.ts";
import type { Display } from "../../contract/wall.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { measurePlace, placeTiles } from "./tilePlaces.ts";

/** Another display as names in its layout: what is where, without a picture and so without a viewing. */
export function Diagram({ model, display }: { model: WindowModel; display: Display }) {
  const selected = useStoreValue(model.stores.selection, (selection) => selection.tile);
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  const { columns, rows } = findLayout(display.layout);
  return (
    <div className="wall diagram">
      {placeTiles(display).map(({ key, tile, cameraId, place }) => {
        const camera = cameraId === null ? undefined : book.byId.get(cameraId);
        return (
          <button
            key={key}
            type="button"
            className={`diagramTile${tile === selected ? " isSelected" : ""}`}
            style={measurePlace(place, columns, rows)}
            aria-pressed={tile === selected}
            aria-label={text.tileName(tile, camera === undefined ? null : `${camera.number}, ${camera.name}`, "")}
            onClick={() => model.actions.select({ tile })}
          >
            <b className="tileNumber">{camera?.number ?? tile}</b>
            <span className="tileName">{camera?.name}</span>
          </button>
        );
      })}
    </div>
  );
}
