import { useCallback, useEffect, useRef, useState } from "react";
import type { WindowPictures } from "../consent/windowPictures.ts";
import { findDisplay } from "../state/actions.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { findPreviewBar } from "./HoverCard.tsx";
import type { useMapIncident } from "./useScene.ts";

/** A pointer that rests this long means the pin it is on (contract). */
const REST_MS = 300;

export interface Glance {
  readonly cameraId: string;
  /** Pixels of the view. */
  readonly x: number;
  readonly y: number;
}

/** The card beside the pin the pointer rests on, and the one preview that goes with it. */
export function useGlance(
  model: WindowModel,
  pictures: WindowPictures,
  near: ReturnType<typeof useMapIncident>["near"],
) {
  const [glance, setGlance] = useState<Glance | null>(null);
  const cancel = useRef(() => {});
  const meant = useRef<string | null>(null);

  const leave = useCallback(() => {
    cancel.current();
    meant.current = null;
    pictures.preview.stop();
    setGlance(null);
  }, [pictures]);

  const show = useCallback(
    (next: Glance) => {
      meant.current = next.cameraId;
      setGlance(next);
      const row = model.stores.cameras.getState().book.byId.get(next.cameraId);
      const purpose = findDisplay(model.stores)?.purpose ?? null;
      const known = near?.cameras.find(({ cameraId }) => cameraId === next.cameraId);
      if (row === undefined || findPreviewBar(row, known, purpose !== null) !== null) pictures.preview.stop();
      else pictures.preview.start(model.stores.selection.getState().display, next.cameraId);
    },
    [model, pictures, near],
  );

  /** The pointer is on a pin, or on none. */
  const rest = useCallback(
    (next: Glance | null) => {
      if (next === null) return leave();
      if (meant.current === next.cameraId) return;
      leave();
      meant.current = next.cameraId;
      cancel.current = model.clock.after(REST_MS, () => show(next));
    },
    [model, leave, show],
  );

  useEffect(() => leave, [leave]);
  return { glance, rest, show, leave };
}
