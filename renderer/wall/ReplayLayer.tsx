import { REPLAY_TILE_OFFSET } from "../../contract/recorded.ts";
import { RecordedPicture } from "../consent/RecordedPicture.tsx";
import type { WindowPictures } from "../consent/windowPictures.ts";
import type { Zoom } from "../state/zoom.ts";
import type { ReplayView } from "./useReplay.ts";

interface ReplayLayerProps {
  readonly pictures: WindowPictures;
  readonly view: ReplayView;
  readonly tile: number;
  readonly isSelected: boolean;
  readonly isFull: boolean;
  readonly isCovered: boolean;
  readonly zoom: Zoom;
}

/** The past over the picture of now, which goes on beneath it. Not to be seen before it has a frame to show. */
export function ReplayLayer({ pictures, view, tile, isSelected, isFull, isCovered, zoom }: ReplayLayerProps) {
  const { replay, isOpen } = view;
  return (
    <div className={`tileReplay${isOpen ? " isOpen" : ""}`}>
      <RecordedPicture
        {...{ pictures, isSelected, isFull, isCovered, zoom }}
        tile={tile + REPLAY_TILE_OFFSET}
        cameraId={replay.cameraId}
        range={replay.range}
        clock={replay.clock}
      />
    </div>
  );
}
