import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from "react";
import type { TileReport } from "../media/tileReport.ts";
import { MaskLayer } from "./MaskLayer.tsx";
import { Watermark } from "./Watermark.tsx";
import "./consent.css";
import { watchSize } from "./watchSize.ts";
import type { WindowPictures } from "./windowPictures.ts";

interface PreviewPictureProps {
  readonly pictures: WindowPictures;
  readonly cameraId: string;
  readonly onReport: (report: TileReport) => void;
}

/** The picture of the glance from the map, with what must lie over it. Fills its parent; ends with its element. */
export function PreviewPicture({ pictures, cameraId, onReport }: PreviewPictureProps) {
  const host = useRef<HTMLDivElement>(null);
  const report = useRef(onReport);
  useEffect(() => {
    report.current = onReport;
  });
  const status = useSyncExternalStore(pictures.preview.subscribe, pictures.preview.status);
  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) return;
    const picture = pictures.mountPreview(cameraId, element, (news) => report.current(news));
    const unwatch = watchSize(element, (size) =>
      picture.setWish({ size, isSelected: true, isFull: false, isCovered: false }),
    );
    return () => {
      unwatch();
      picture.close();
    };
  }, [pictures, cameraId]);
  const permit = status?.state === "permitted" ? status : null;
  return (
    <div className="picture">
      <div className="picture-stage" ref={host} />
      {permit !== null && <MaskLayer masks={permit.obligations.masks} offers={permit.offers} />}
      {permit?.obligations.watermark === true && (
        <Watermark pictures={pictures} viewingId={permit.viewingId} offers={permit.offers} />
      )}
    </div>
  );
}
