import { type CSSProperties, useLayoutEffect, useRef, useState } from "react";
import { watchSize } from "../consent/watchSize.ts";
import type { WindowPictures } from "../consent/windowPictures.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { playbackWords } from "../ui/playbackWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { chooseGrid, type Grid } from "./chooseGrid.ts";
import { PlaybackTile } from "./PlaybackTile.tsx";
import type { Playback } from "./playback.ts";

interface PlaybackGridProps {
  readonly model: WindowModel;
  readonly playback: Playback;
  readonly pictures: WindowPictures;
}

const USUAL_ASPECT = 16 / 9;

/** The cameras of a playback in the grid that shows them largest; a tile keeps its place while others come and go. */
export function PlaybackGrid({ model, playback, pictures }: PlaybackGridProps) {
  const host = useRef<HTMLDivElement>(null);
  const [aspect, setAspect] = useState(USUAL_ASPECT);
  const cameras = useStoreValue(playback.store, (state) => state.cameras);
  const selectedId = useStoreValue(playback.store, (state) => state.selectedId);
  const fullId = useStoreValue(playback.store, (state) => state.fullId);
  const range = useStoreValue(playback.store, (state) => state.range);
  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) return;
    return watchSize(element, ({ widthPx, heightPx }) => setAspect(widthPx / Math.max(1, heightPx)));
  }, []);
  const grid = chooseGrid(cameras.length, aspect);
  return (
    <div className="playbackGrid" data-ground="video" ref={host}>
      {cameras.length === 0 && <NothingYet model={model} />}
      {cameras.map((camera, index) => (
        <PlaybackTile
          key={camera.tile}
          {...{ model, pictures, playback, camera, range }}
          position={index + 1}
          isSelected={camera.cameraId === selectedId}
          isFull={camera.cameraId === fullId}
          isCovered={fullId !== null && camera.cameraId !== fullId}
          style={placeAt(index, grid, camera.cameraId === fullId)}
        />
      ))}
    </div>
  );
}

function placeAt(index: number, { columns, rows }: Grid, isFull: boolean): CSSProperties {
  if (isFull) return { left: 0, top: 0, width: "100%", height: "100%" };
  const [column, row] = [index % columns, Math.floor(index / columns)];
  return {
    left: `${(column / columns) * 100}%`,
    top: `${(row / rows) * 100}%`,
    width: `${100 / columns}%`,
    height: `${100 / rows}%`,
  };
}

function NothingYet({ model }: { model: WindowModel }) {
  return (
    <div className="playbackEmpty">
      <h2>{playbackWords.emptyTitle}</h2>
      <p>{playbackWords.emptyWords}</p>
      <Button look="primary" onPress={() => model.actions.select({ screen: "incidents" })}>
        {playbackWords.seeIncidents}
      </Button>
    </div>
  );
}
