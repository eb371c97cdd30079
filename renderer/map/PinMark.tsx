import { useLayoutEffect, useRef } from "react";
import { readPalette, watchPalette } from "../ui/palette.ts";
import { drawPin } from "./drawPin.ts";
import type { PinLook } from "./pinLook.ts";

/** Side of the mark and radius of the pin in it, rem. */
const SIDE_REM = 1;
const RADIUS_REM = 0.32;

/** A pin as the map draws it, for legends and lists. Its word stands beside it. */
export function PinMark({ look }: { look: PinLook }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const draw = () => {
      const context = canvas.current?.getContext("2d");
      if (context == null) return;
      const palette = readPalette(document.documentElement);
      const scale = window.devicePixelRatio;
      const sidePx = SIDE_REM * palette.remPx;
      context.canvas.width = context.canvas.height = Math.ceil(sidePx * scale);
      context.setTransform(scale, 0, 0, scale, 0, 0);
      drawPin(context, look, palette, sidePx / 2, sidePx / 2, RADIUS_REM * palette.remPx);
    };
    draw();
    return watchPalette(document.documentElement, draw);
  }, [look]);
  return (
    <span className="pinMark" aria-hidden="true">
      <canvas ref={canvas} />
    </span>
  );
}
