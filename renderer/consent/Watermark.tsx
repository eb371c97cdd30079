import { useEffect, useRef } from "react";
import type { RenditionOffer } from "../../contract/deskApi.ts";
import { describeOnlooker } from "./describeOnlooker.ts";
import type { WindowPictures } from "./windowPictures.ts";

/** The text changes once a minute; looking more often keeps it right after a change of operator. */
const LOOK_EVERY_MS = 5_000;

interface WatermarkProps {
  readonly pictures: WindowPictures;
  readonly viewingId: string;
  readonly offers: readonly RenditionOffer[];
}

/**
 * Who looks, where and when, over the picture: a photograph of the screen says whose it was. Its box is fitted into the
 * tile like the video, and its type so that the longest line always fits the picture's width.
 */
export function Watermark({ pictures, viewingId, offers }: WatermarkProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const write = () => {
      const lines = describeOnlooker(pictures.onlooker(), pictures.hubNowMs(), viewingId);
      const mark = box.current?.firstElementChild;
      if (mark == null || mark.textContent === lines.join("\n")) return;
      mark.textContent = lines.join("\n");
      box.current?.style.setProperty("--mark-chars", String(Math.max(...lines.map((line) => line.length))));
    };
    write();
    return pictures.every(LOOK_EVERY_MS, write);
  }, [pictures, viewingId]);
  useEffect(() => {
    const [offer] = offers;
    if (offer !== undefined) box.current?.style.setProperty("--aspect", String(offer.widthPx / offer.heightPx));
  }, [offers]);
  return (
    <div className="picture-frame" ref={box} aria-hidden="true">
      <div className="picture-watermark" />
    </div>
  );
}
