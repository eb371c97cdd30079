import { useCallback, useRef, useSyncExternalStore } from "react";
import { Watermark } from "../consent/Watermark.tsx";
import type { WindowPictures } from "../consent/windowPictures.ts";
import type { MediaClock } from "../media/mediaClock.ts";
import { formatClock, formatDay } from "../ui/format.ts";
import { playbackWords } from "../ui/playbackWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import type { Playback } from "./playback.ts";
import type { PlaybackCamera } from "./playbackStore.ts";
import type { TimelineHover } from "./timelinePointer.ts";
import { useThumbnail } from "./useThumbnail.ts";

interface HoverCardProps {
  readonly clock: MediaClock;
  readonly hover: TimelineHover;
  readonly pictures: WindowPictures;
  readonly cameras: readonly PlaybackCamera[];
  readonly playback: Playback;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The time under the pointer, and a picture of then of the camera in that row; on the sum of all, of the selected one. */
export function HoverCard({ clock, hover, pictures, cameras, playback }: HoverCardProps) {
  const selectedId = useStoreValue(playback.store, (state) => state.selectedId);
  const lengthMs = useStoreValue(playback.store, ({ view }) => view.toMs - view.fromMs);
  const camera = cameras[(hover.row ?? 0) - 1] ?? cameras.find(({ cameraId }) => cameraId === selectedId);
  const time = formatClock(hover.atMs, lengthMs < MINUTE_MS ? "withMillis" : "withSeconds");
  return (
    <div className="timelineHover" style={{ left: `${hover.xPx}px` }} aria-hidden="true">
      {camera !== undefined && (
        <HoverPicture clock={clock} pictures={pictures} tile={camera.tile} atMs={hover.atMs} key={camera.tile} />
      )}
      <b>{time}</b>
      {lengthMs > DAY_MS / 2 && <span> {formatDay(hover.atMs)}</span>}
    </div>
  );
}

interface HoverPictureProps {
  readonly clock: MediaClock;
  readonly pictures: WindowPictures;
  readonly tile: number;
  readonly atMs: number;
}

/** Drawn by whoever may: it empties the canvas as soon as the camera may no longer be seen. */
function HoverPicture({ clock, pictures, tile, atMs }: HoverPictureProps) {
  const hear = useCallback((listener: () => void) => pictures.recorded.subscribe(listener), [pictures]);
  const status = useSyncExternalStore(hear, () => pictures.recorded.statusOf(tile));
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useThumbnail(clock, pictures, tile, atMs, canvas);
  const permit = status?.state === "permitted" ? status : null;
  const isShown = permit !== null && drawn === "shown";
  return (
    <>
      <div className="hoverPicture" data-ground="video" hidden={!isShown}>
        <canvas ref={canvas} />
        {isShown && permit.obligations.watermark && (
          <Watermark pictures={pictures} viewingId={permit.viewingId} offers={permit.offers} />
        )}
      </div>
      {permit !== null && drawn === "none" && <p className="hoverNone">{playbackWords.notRecordedHere}</p>}
    </>
  );
}
