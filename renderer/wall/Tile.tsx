import { type CSSProperties, type DragEvent, memo, useCallback, useRef } from "react";
import { TilePicture } from "../consent/TilePicture.tsx";
import type { WindowPictures } from "../consent/windowPictures.ts";
import { findDisplay } from "../state/actions.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { CAMERA_DRAG, TILE_DRAG } from "./dragTypes.ts";
import { TileBlank } from "./TileBlank.tsx";
import { BottomCaption, TopCaption } from "./TileCaptions.tsx";
import { type TileView, useTile } from "./useTile.ts";
import { useTileAge } from "./useTileAge.ts";
import { useTileState } from "./useTileState.ts";

interface TileProps {
  readonly model: WindowModel;
  readonly pictures: WindowPictures;
  /** Of keyTiles. */
  readonly tileKey: string;
  readonly tile: number;
  readonly cameraId: string | null;
  readonly left: string;
  readonly top: string;
  readonly width: string;
  readonly height: string;
  readonly isSelected: boolean;
  readonly isFull: boolean;
  /** Another tile is shown full: this one is covered by it. */
  readonly isCovered: boolean;
}

/** One numbered place: the picture of `renderer/consent`, and around it what has to be said about it. */
export const Tile = memo(function Tile(props: TileProps) {
  const { model, pictures, tileKey, tile, cameraId, isSelected, isFull } = props;
  const { claims } = pictures;
  const view = useTile(model, claims, tile, cameraId);
  const root = useRef<HTMLElement>(null);
  const hasPurpose = useStoreValue(model.stores.wall, () => findDisplay(model.stores)?.purpose != null);
  useTileState(model, cameraId, view.state, view.status?.state === "pending" && view.status.isAsked);
  useTileAge(root, tile, useTileName(view, tile));
  const act = (action: "ask" | "retry") => {
    if (action === "retry") pictures.tryAgain(tile);
    claims[action](tile).catch(model.notices.tellFault);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: every act here has a key in the command table as well
    <section
      ref={root}
      className={`tile${isSelected ? " isSelected" : ""}${isFull ? " isFull" : ""}`}
      style={placeOf(props)}
      data-tile={tile}
      data-state={view.state}
      data-camera={view.camera?.number ?? ""}
      data-rendition={view.rendition?.rendition ?? ""}
      data-frames={view.frames}
      aria-current={isSelected}
      inert={props.isCovered}
      tabIndex={isSelected ? 0 : -1}
      draggable={cameraId !== null}
      onPointerDown={() => model.actions.select({ tile })}
      onFocus={() => model.actions.select({ tile })}
      onDoubleClick={() => model.actions.select({ fullTile: isFull ? null : tile })}
      {...useTileDrag(model, tile)}
    >
      {cameraId === null ? (
        <EmptyTile tile={tile} hint={isSelected ? (hasPurpose ? text.emptyHint : text.purposeFirstHint) : null} />
      ) : (
        <>
          <TilePicture
            pictures={pictures}
            filled={{ key: tileKey, tile, cameraId }}
            health={view.camera?.health ?? null}
            isSelected={isSelected}
            isFull={isFull}
            isCovered={props.isCovered}
          />
          {(view.state === "frozen" || view.state === "overloaded") && !view.isBlank && (
            <div className={`hatching hatching-${view.state}`} />
          )}
          {view.isBlank ? (
            <TileBlank view={view} onAct={act} />
          ) : (
            <>
              <TopCaption view={view} />
              <BottomCaption model={model} view={view} />
            </>
          )}
        </>
      )}
    </section>
  );
});

function placeOf({ left, top, width, height, isFull }: TileProps): CSSProperties {
  return isFull ? { left: 0, top: 0, width: "100%", height: "100%" } : { left, top, width, height };
}

/** The tile as a screen reader says it; the age is put in by whoever knows it now. */
function useTileName(view: TileView, tile: number): (age: string) => string {
  const { word, suffix } = view.description;
  const camera = view.camera === null ? null : `${view.camera.number}, ${view.camera.name}`;
  return useCallback(
    (age: string) => {
      const state = `${word.toLowerCase()} ${(age || suffix).replace(/ s$/, " seconds")}`.trim();
      return text.tileName(tile, camera, state);
    },
    [tile, camera, word, suffix],
  );
}

/** Cameras dropped from a list go in; a tile dropped on another changes places with it. */
function useTileDrag(model: WindowModel, tile: number) {
  return {
    onDragStart: (event: DragEvent) => event.dataTransfer.setData(TILE_DRAG, String(tile)),
    onDragOver: (event: DragEvent) => {
      const { types } = event.dataTransfer;
      if (types.includes(CAMERA_DRAG) || types.includes(TILE_DRAG)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      const cameraId = event.dataTransfer.getData(CAMERA_DRAG);
      const from = Number.parseInt(event.dataTransfer.getData(TILE_DRAG), 10);
      if (cameraId !== "") model.actions.assign(cameraId, tile);
      else if (Number.isInteger(from)) model.actions.swap(from, tile);
      model.actions.select({ tile });
    },
  };
}

function EmptyTile({ tile, hint }: { tile: number; hint: string | null }) {
  return (
    <div className="emptyTile">
      <span className="emptyNumber">{tile}</span>
      {hint !== null && <p>{hint}</p>}
    </div>
  );
}
