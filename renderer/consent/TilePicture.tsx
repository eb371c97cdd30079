import { useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import type { CameraHealth } from "../../contract/cameras.ts";
import type { TileSize } from "../media/pictureSequence.ts";
import { NO_ZOOM, type Zoom } from "../state/zoom.ts";
import { describeZoom } from "./describeZoom.ts";
import type { FilledTile } from "./keyTiles.ts";
import { MaskLayer } from "./MaskLayer.tsx";
import { Watermark } from "./Watermark.tsx";
import "./consent.css";
import { watchSize } from "./watchSize.ts";
import type { MountedPicture, WindowPictures } from "./windowPictures.ts";

interface TilePictureProps {
  readonly pictures: WindowPictures;
  readonly filled: FilledTile;
  readonly health: CameraHealth | null;
  readonly isSelected: boolean;
  /** Shown over the whole display, or zoomed: the largest rendition is asked for. */
  readonly isFull: boolean;
  /** Another tile is shown full over it. */
  readonly isCovered: boolean;
  readonly zoom: Zoom;
}

/**
 * The picture of one tile with what must lie over it: masks and watermark. Fills its parent. React draws it when the
 * terms change, never for a frame; key it by `filled.key` in the order of `keyTiles`, so that it is never moved.
 */
export function TilePicture({ pictures, filled, health, isSelected, isFull, isCovered, zoom }: TilePictureProps) {
  const host = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<TileSize | null>(null);
  const [mounted, setMounted] = useState<MountedPicture | null>(null);
  const { key, tile, cameraId, isBehind } = filled;
  const wantsLargest = isFull || zoom !== NO_ZOOM;
  const status = useSyncExternalStore(pictures.claims.subscribe, () => pictures.claims.statusOfKey(key));

  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) return;
    const picture = pictures.mount({ key, cameraId }, element);
    setMounted(picture);
    const unwatch = watchSize(element, setSize);
    return () => {
      unwatch();
      picture.close();
    };
  }, [pictures, key, cameraId]);
  useLayoutEffect(() => mounted?.setTile(isBehind ? null : tile), [mounted, tile, isBehind]);
  useLayoutEffect(() => mounted?.setHealth(health), [mounted, health]);
  useLayoutEffect(
    () => mounted?.setWish({ size, isSelected, isFull: wantsLargest, isCovered }),
    [mounted, size, isSelected, wantsLargest, isCovered],
  );

  const permit = status?.state === "permitted" ? status : null;
  return (
    <div className="picture" data-key={key}>
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
