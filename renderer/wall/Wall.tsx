import { useEffect, useRef } from "react";
import { findLayout } from "../../contract/layouts.ts";
import type { Display } from "../../contract/wall.ts";
import { watchSize } from "../consent/watchSize.ts";
import type { WindowPictures } from "../consent/windowPictures.ts";
import { findSequence } from "../state/tileActions.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { Tile } from "./Tile.tsx";
import { measurePlace, placeTiles } from "./tilePlaces.ts";
import "./wall.css";

interface WallProps {
  readonly model: WindowModel;
  readonly pictures: WindowPictures;
  readonly display: Display;
}

/** The layout of one display, every tile placed absolutely. */
export function Wall({ model, pictures, display }: WallProps) {
  const selected = useStoreValue(model.stores.selection, (selection) => selection.tile);
  const full = useStoreValue(model.stores.selection, (selection) => selection.fullTile);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (root.current === null) return;
    const unwatch = watchSize(root.current, pictures.setSize);
    return () => {
      unwatch();
      pictures.setSize(null);
    };
  }, [pictures]);
  const { columns, rows } = findLayout(display.layout);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this groups pictures
    <div
      ref={root}
      className="wall"
      data-ground="video"
      role="group"
      aria-label={text.display(display.display)}
      data-display={display.display}
    >
      {placeTiles(display).map(({ key, tile, cameraId, place, isBehind }) => (
        <Tile
          key={key}
          model={model}
          pictures={pictures}
          tileKey={key}
          tile={tile}
          cameraId={cameraId}
          {...measurePlace(place, columns, rows)}
          isSelected={tile === selected}
          isFull={tile === full}
          isCovered={full !== null && tile !== full}
          isBehind={isBehind}
          isPinned={display.pinned.includes(tile)}
          isHotspot={display.hotspot === tile}
          sequence={findSequence(display, tile) ?? null}
        />
      ))}
    </div>
  );
}
