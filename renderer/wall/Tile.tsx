import { type CSSProperties, type DragEvent, memo, useCallback, useRef, useState } from "react";
import { TilePicture } from "../consent/TilePicture.tsx";
import type { WindowPictures } from "../consent/windowPictures.ts";
import { findDisplay } from "../state/actions.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { text } from "../ui/text.ts";
import { tileWords } from "../ui/tileWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { TILE_DRAG } from "./dragTypes.ts";
import { dropOnTile } from "./dropDrag.ts";
import { ReplayLayer } from "./ReplayLayer.tsx";
import { TileBlank } from "./TileBlank.tsx";
import { BottomCaption, TopCaption } from "./TileCaptions.tsx";
import { TileControls } from "./TileControls.tsx";
import { TileMarks, type TileRole } from "./TileMarks.tsx";
import { takeSnapshot } from "./takeSnapshot.ts";
import { useDrop } from "./useDrop.ts";
import { overlayReplay, useReplay, useReplayTime } from "./useReplay.ts";
import { type TileView, useTile } from "./useTile.ts";
import { useTileAge } from "./useTileAge.ts";
import { useTileState } from "./useTileState.ts";
import { useTileZoom } from "./useTileZoom.ts";

interface TileProps extends TileRole {
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
  /** Connects below the tile of that number, unseen, until its turn comes. */
  readonly isBehind: boolean;
}

/**
 * One numbered place: the picture of `renderer/consent`, and around it what has to be said about it. A camera whose turn
 * comes next is the same element from its first byte on: when it is shown, nothing is made anew.
 */
export const Tile = memo(function Tile(props: TileProps) {
  const { model, pictures, tileKey, tile, cameraId, isSelected, isFull, isBehind } = props;
  const now = useTile(model, pictures.claims, tile, cameraId);
  const past = useReplay(model, pictures, tile, isBehind ? null : cameraId);
  const isPast = past?.isOpen === true;
  const view = isPast ? overlayReplay(now, past) : now;
  const root = useRef<HTMLElement>(null);
  const [isPointedAt, setPointedAt] = useState(false);
  const isShown = !isBehind && cameraId !== null;
  useTileState(model, isShown ? cameraId : null, now.state, view.status?.state === "pending" && view.status.isAsked);
  const nameOf = useTileName(view, tile, props);
  useTileAge(root, isBehind || isPast ? null : tile, nameOf);
  useReplayTime(root, isPast ? tile : null, nameOf);
  const zoom = useTileZoom(model, root, tileKey, isShown && !view.isBlank ? view.rendition : null);
  const drop = useDrop((drag, isSequence) => dropOnTile(model, tile, drag, isSequence));
  const act = (action: "ask" | "retry") => {
    if (action === "retry") pictures.tryAgain(tile);
    pictures.claims[action](tile).catch(model.notices.tellFault);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: every act here has a key in the command table as well
    <section
      ref={root}
      className={nameClasses({ ...props, isDropPlace: drop.isOver, isZoomed: zoom.isZoomed, isPast })}
      style={placeOf(props)}
      {...(isBehind ? { "aria-hidden": true } : describeToTests(view, tile))}
      aria-current={isSelected && !isBehind}
      inert={props.isCovered || isBehind}
      tabIndex={isSelected && !isBehind ? 0 : -1}
      draggable={isShown && !zoom.isZoomed}
      onDragStart={(event: DragEvent) => event.dataTransfer.setData(TILE_DRAG, String(tile))}
      {...drop.handlers}
      onPointerMove={zoom.handlers.onPointerMove}
      onPointerUp={zoom.handlers.onPointerUp}
      onPointerDown={(event) => {
        model.actions.select({ tile });
        zoom.handlers.onPointerDown(event);
      }}
      onPointerEnter={() => setPointedAt(true)}
      onPointerLeave={() => setPointedAt(false)}
      onFocus={() => model.actions.select({ tile })}
      onDoubleClick={() => (zoom.isZoomed ? zoom.reset() : model.actions.select({ fullTile: isFull ? null : tile }))}
    >
      {cameraId === null ? (
        <EmptyTile model={model} tile={tile} isSelected={isSelected} isHotspot={props.isHotspot} />
      ) : (
        <TilePicture
          pictures={pictures}
          filled={{ key: tileKey, tile, cameraId, isBehind }}
          health={view.camera?.health ?? null}
          isSelected={isSelected && !isBehind}
          isFull={isFull || props.isHotspot}
          isCovered={props.isCovered}
          zoom={zoom.zoom}
        />
      )}
      {past !== null && (
        <ReplayLayer
          {...{ pictures, tile, isSelected }}
          view={past}
          isFull={isFull || props.isHotspot}
          isCovered={props.isCovered}
          zoom={zoom.zoom}
        />
      )}
      {isShown && (view.state === "frozen" || view.state === "overloaded") && !view.isBlank && (
        <div className={`hatching hatching-${view.state}`} />
      )}
      {isShown && <Words model={model} view={view} role={props} scale={zoom.zoom.scale} onAct={act} />}
      {isShown && <ReplayNote model={model} tile={tile} />}
      {isShown && (isSelected || isPointedAt) && (
        <TileControls
          {...{ model, tile, tileKey, isSelected }}
          role={props}
          hasPicture={!view.isBlank}
          isReplaying={past !== null}
          isZoomed={zoom.isZoomed}
          onSnapshot={() => takeSnapshot(model, pictures, tile)}
        />
      )}
    </section>
  );
});

interface WordsProps {
  readonly model: WindowModel;
  readonly view: TileView;
  readonly role: TileRole;
  readonly scale: number;
  readonly onAct: (action: "ask" | "retry") => void;
}

/** What is said of the picture, or in its place. */
function Words({ model, view, role, scale, onAct }: WordsProps) {
  if (view.isBlank) return <TileBlank view={view} role={role} onAct={onAct} />;
  return (
    <>
      <TopCaption view={view} role={role} />
      <BottomCaption model={model} view={view} scale={scale} />
    </>
  );
}

/** By which automated checks know a tile. */
function describeToTests(view: TileView, tile: number) {
  return {
    "data-tile": tile,
    "data-state": view.state,
    "data-camera": view.camera?.number ?? "",
    "data-rendition": view.rendition?.rendition ?? "",
    "data-frames": view.frames,
  };
}

interface ClassFacts extends Pick<TileProps, "isSelected" | "isFull" | "isBehind"> {
  readonly isDropPlace: boolean;
  readonly isZoomed: boolean;
  readonly isPast: boolean;
}

function nameClasses({ isSelected, isFull, isBehind, isDropPlace, isZoomed, isPast }: ClassFacts): string {
  const named = { isSelected: isSelected && !isBehind, isFull, isBehind, isDropPlace, isZoomed, isPast };
  const set = Object.entries(named).filter(([, isSet]) => isSet);
  return ["tile", ...set.map(([name]) => name)].join(" ");
}

function placeOf({ left, top, width, height, isFull }: TileProps): CSSProperties {
  return isFull ? { left: 0, top: 0, width: "100%", height: "100%" } : { left, top, width, height };
}

/** The tile as a screen reader says it; the age is put in by whoever knows it now. */
function useTileName(view: TileView, tile: number, role: TileRole): (age: string) => string {
  const { word, suffix } = view.description;
  const camera = view.camera === null ? null : `${view.camera.number}, ${view.camera.name}`;
  const marks = nameMarks(role);
  return useCallback(
    (age: string) => {
      const state = `${word.toLowerCase()} ${(age || suffix).replace(/ s$/, " seconds")}`.trim();
      return [text.tileName(tile, camera, state), marks].filter(Boolean).join(", ");
    },
    [tile, camera, word, suffix, marks],
  );
}

function nameMarks({ isPinned, isHotspot, sequence }: TileRole): string {
  return [
    isPinned ? tileWords.pinned.toLowerCase() : "",
    isHotspot ? tileWords.hotspot.toLowerCase() : "",
    sequence === null
      ? ""
      : tileWords.sequenceName(sequence.position + 1, sequence.cameraIds.length, sequence.isPaused),
  ]
    .filter(Boolean)
    .join(", ");
}

/** Why the tile shows no replay, for a while. */
function ReplayNote({ model, tile }: { model: WindowModel; tile: number }) {
  const words = useStoreValue(model.stores.replays, ({ said }) => said.get(tile));
  return words === undefined ? null : (
    <p className="tileNote" role="status">
      {words}
    </p>
  );
}

interface EmptyTileProps {
  readonly model: WindowModel;
  readonly tile: number;
  readonly isSelected: boolean;
  readonly isHotspot: boolean;
}

function EmptyTile({ model, tile, isSelected, isHotspot }: EmptyTileProps) {
  const hasPurpose = useStoreValue(model.stores.wall, () => findDisplay(model.stores)?.purpose != null);
  const hint = isHotspot ? tileWords.hotspotHint : hasPurpose ? text.emptyHint : text.purposeFirstHint;
  return (
    <div className="emptyTile">
      <TileMarks isPinned={false} isHotspot={isHotspot} sequence={null} />
      <span className="emptyNumber">{tile}</span>
      {(isSelected || isHotspot) && <p>{hint}</p>}
    </div>
  );
}
