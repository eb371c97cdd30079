import type { TileSize } from "../media/pictureSequence.ts";

/** Tells the size of an element in device pixels, now and at each change. */
export function watchSize(element: HTMLElement, onSize: (size: TileSize) => void): () => void {
  const tell = () => {
    const scale = window.devicePixelRatio;
    const size = { widthPx: element.clientWidth * scale, heightPx: element.clientHeight * scale };
    // An element not laid out yet says nothing about the rendition it will need.
    if (size.widthPx > 0 && size.heightPx > 0) onSize(size);
  };
  const observer = new ResizeObserver(tell);
  observer.observe(element);
  tell();
  return () => observer.disconnect();
}
