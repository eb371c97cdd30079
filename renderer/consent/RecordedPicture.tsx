import { useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import type { TimeRange } from "../../contract/recorded.ts";
import type { TileSize } from "../media/pictureSequence.ts";
import type { PlaybackClock } from "../playback/playbackClock.ts";
import { NO_ZOOM, type Zoom } from "../state/zoom.ts";
import { describeZoom } from "./describeZoom.ts";
import { MaskLayer } from "./MaskLayer.tsx";
import type { MountedRecorded } from "./recordedPictures.ts";
import { Watermark } from "./Watermark.tsx";
import "./consent.css";
import { watchSize } from "./watchSize.ts";
import type { WindowPictures } from "./windowPictures.ts";

interface RecordedPictureProps {
  readonly pictures: WindowPictures;
  /** A number no tile of a wall has: see contract/recorded.ts. */
  readonly tile: number;
  readonly cameraId: string;
  readonly range: TimeRange;
  readonly clock: PlaybackClock;
  readonly isSelected: boolean;
  /** Shown over all others, or zoomed: the largest rendition is asked for. */
  readonly isFull: boolean;
  /** Another one is shown over it: the smallest rendition will do. */
  readonly isCovered: boolean;
  readonly zoom?: Zoom;
}

const COVERED_SIZE: TileSize = { widthPx: 1, heightPx: 1 };

/**
 * What a camera recorded, at the moment of a clock, with what must lie over it. Fills its parent. It claims its viewing
 * when it is mounted: another camera or range needs another key.
 */
export function RecordedPicture(props: RecordedPictureProps) {
  const { pictures, tile, cameraId, range, clock, isSelected, isFull, isCovered, zoom = NO_ZOOM } = props;
  const { fromMs, toMs } = range;
  const host = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<TileSize | null>(null);
  const [mounted, setMounted] = useState<MountedRecorded | null>(null);
  const status = useSyncExternalStore(pictures.recorded.subscribe, () => pictures.recorded.statusOf(tile));
  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) return;
    const picture = pictures.recorded.mount({ tile, cameraId, range: { fromMs, toMs }, clock }, element);
    setMounted(picture);
    const unwatch = watchSize(element, setSize);
    return () => {
      unwatch();
      picture.close();
    };
  }, [pictures, tile, cameraId, fromMs, toMs, clock]);
  const wantsLargest = isFull || zoom !== NO_ZOOM;
  useLayoutEffect(() => {
    const wished = isCovered && size !== null ? COVERED_SIZE : size;
    mounted?.setWish({ size: wished, isSelected, isFull: wantsLargest && !isCovered });
  }, [mounted, size, isSelected, wantsLargest, isCovered]);

  const permit = status?.state === "permitted" ? status : null;
  return (
    <div className="picture">
      <div className="picture-zoomed" style={{ transform: describeZoom(zoom, size, permit) }}>
        <div className="picture-stage" ref={host} />
        {permit !== null && <MaskLayer masks={permit.obligations.masks} offers={permit.offers} />}
      </div>
      {permit?.obligations.watermark === true && (
        <Watermark pictures={pictures} viewingId={permit.viewingId} offers={permit.offers} />
      )}
    </div>
  );
}
