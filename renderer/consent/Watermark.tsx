import { useEffect, useRef } from "react";
import { describeOnlooker } from "./describeOnlooker.ts";
import type { WindowPictures } from "./windowPictures.ts";

/** The text changes once a minute; looking more often keeps it right after a change of operator. */
const LOOK_EVERY_MS = 5_000;

/** Who looks, where and when, over the picture: a photograph of the screen says whose it was. */
export function Watermark({ pictures, viewingId }: { readonly pictures: WindowPictures; readonly viewingId: string }) {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const write = () => {
      const text = describeOnlooker(pictures.onlooker(), pictures.hubNowMs(), viewingId);
      if (mark.current !== null && mark.current.textContent !== text) mark.current.textContent = text;
    };
    write();
    return pictures.every(LOOK_EVERY_MS, write);
  }, [pictures, viewingId]);
  return <div className="picture-watermark" ref={mark} aria-hidden="true" />;
}
