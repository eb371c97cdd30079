import type { Permitted, TileSize } from "../media/pictureSequence.ts";
import { clampZoom, fitPicture, NO_ZOOM, type Zoom } from "../state/zoom.ts";

/**
 * Masks are moved with the picture they belong to. The watermark is not moved at all: whatever was wished, the picture
 * covers the place where it lies.
 */
export function describeZoom(wish: Zoom, size: TileSize | null, permit: Permitted | null): string {
  const [offer] = permit?.offers ?? [];
  if (wish === NO_ZOOM || size === null || offer === undefined) return "none";
  const box = fitPicture(size.widthPx / size.heightPx, offer.widthPx / offer.heightPx);
  const { scale, x, y } = clampZoom(wish, box);
  return `translate(${x * 100}%, ${y * 100}%) scale(${scale})`;
}
