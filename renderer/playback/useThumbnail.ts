import { type RefObject, useEffect, useRef, useState } from "react";
import type { WindowPictures } from "../consent/windowPictures.ts";
import type { MediaClock } from "../media/mediaClock.ts";

/** A pointer that is on its way asks for nothing. Our choice: shorter than a rest is felt. */
const REST_MS = 120;
/** Nearer than this a pointer's next moment has the same picture: a key frame stands for two seconds and more. */
const SAME_MS = 1_000;

/** Draws the key frame at a moment into a canvas once the pointer rests there. Null before anything is known. */
export function useThumbnail(
  clock: Pick<MediaClock, "after">,
  pictures: WindowPictures,
  tile: number,
  atMs: number,
  canvas: RefObject<HTMLCanvasElement | null>,
): "shown" | "none" | null {
  const [drawn, setDrawn] = useState<"shown" | "none" | null>(null);
  const mounted = useRef<ReturnType<WindowPictures["recorded"]["mountThumbnail"]> | null>(null);
  const momentMs = Math.round(atMs / SAME_MS) * SAME_MS;
  useEffect(() => {
    if (canvas.current === null) return;
    const thumbnail = pictures.recorded.mountThumbnail(tile, canvas.current);
    mounted.current = thumbnail;
    return () => {
      mounted.current = null;
      thumbnail.close();
    };
  }, [pictures, tile, canvas]);
  useEffect(
    () =>
      clock.after(REST_MS, async () => {
        const next = await mounted.current?.show(momentMs);
        if (next === "shown" || next === "none") setDrawn(next);
      }),
    [clock, momentMs],
  );
  return drawn;
}
