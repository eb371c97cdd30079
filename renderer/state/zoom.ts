/** Digital zoom of one picture: scale, and where its top left corner lies, in widths and heights of its tile. */
export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** A rectangle in widths and heights of a tile. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const NO_ZOOM: Zoom = { scale: 1, x: 0, y: 0 };
export const WHOLE_TILE: Box = { left: 0, top: 0, width: 1, height: 1 };
/** Beyond this a camera's pixels are the size of a thumb. Our choice. */
export const MAX_ZOOM = 8;
/** Below this nobody sees that a picture is zoomed. */
const LEAST_ZOOM = 1.02;

/** Where a picture lies in its tile when all of it is shown, both as width by height. */
export function fitPicture(tileAspect: number, pictureAspect: number): Box {
  const width = Math.min(1, pictureAspect / tileAspect);
  const height = Math.min(1, tileAspect / pictureAspect);
  return { left: (1 - width) / 2, top: (1 - height) / 2, width, height };
}

/**
 * The nearest zoom at which the picture still covers the place it has unzoomed. What must lie over the whole picture,
 * a watermark, lies there, and so cannot be zoomed away.
 */
export function clampZoom({ scale, x, y }: Zoom, box: Box): Zoom {
  const clamped = Math.min(MAX_ZOOM, Math.max(1, scale));
  if (clamped < LEAST_ZOOM) return NO_ZOOM;
  const clamp = (at: number, start: number, length: number) =>
    // Plus 0: what is not moved is at 0, not at -0.
    Math.min((1 - clamped) * start, Math.max((1 - clamped) * (start + length), at)) + 0;
  return { scale: clamped, x: clamp(x, box.left, box.width), y: clamp(y, box.top, box.height) };
}

/** Zooms so that what lies under a point, in widths and heights of the tile, stays under it. */
export function zoomAt(zoom: Zoom, factor: number, at: { readonly x: number; readonly y: number }, box: Box): Zoom {
  const scale = Math.min(MAX_ZOOM, Math.max(1, zoom.scale * factor));
  const ratio = scale / zoom.scale;
  return clampZoom({ scale, x: at.x - (at.x - zoom.x) * ratio, y: at.y - (at.y - zoom.y) * ratio }, box);
}

/** Moves a zoomed picture by so many widths and heights of its tile. */
export function panZoom(zoom: Zoom, dx: number, dy: number, box: Box): Zoom {
  return clampZoom({ ...zoom, x: zoom.x + dx, y: zoom.y + dy }, box);
}
