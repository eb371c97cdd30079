import { type FetchPart, PartFault } from "../media/recorded/fetchPart.ts";
import { KeyPicture } from "../media/recorded/keyPicture.ts";
import { drawMasks } from "./burnSnapshot.ts";
import type { StatusListener } from "./claimBook.ts";

/** Widest thumbnail, pixels. */
const WIDTH_PX = 240;

/** What came of the wish. `stale`: a later wish, or a withdrawal, came before it. */
type Drawn = "shown" | "none" | "stale";

/** Single moments of a camera's past, drawn small into a canvas of the caller's. */
export interface MountedThumbnail {
  /** The key frame that stands at a moment. Where there is none the canvas is emptied. */
  show(atMs: number): Promise<Drawn>;
  close(): void;
}

interface ThumbnailParts {
  readonly canvas: HTMLCanvasElement;
  /** Address of the index, while one may be asked. */
  readonly url: () => string | null;
  readonly fetchPart: FetchPart;
  readonly hubNowMs: () => number | null;
  readonly watch: (listener: StatusListener) => () => void;
}

/** The canvas is emptied in the same task in which the consent check says anything but yes. */
export function mountThumbnail({ canvas, url, fetchPart, hubNowMs, watch }: ThumbnailParts): MountedThumbnail {
  let permit: Extract<Parameters<StatusListener>[0], { state: "permitted" }> | null = null;
  let asking = new AbortController();
  let reader: { readonly url: string; readonly picture: KeyPicture } | null = null;
  const empty = () => {
    // Setting the size is what erases, whatever was drawn.
    canvas.width = 0;
  };
  const unwatch = watch((status) => {
    permit = status?.state === "permitted" ? status : null;
    if (permit !== null) return;
    asking.abort();
    reader = null;
    empty();
  });

  async function read(atMs: number, signal: AbortSignal): Promise<VideoFrame | null> {
    const place = url();
    if (place === null || permit === null) return null;
    if (reader?.url !== place) reader = { url: place, picture: new KeyPicture({ url: place, fetchPart, hubNowMs }) };
    try {
      return await reader.picture.read(atMs, signal);
    } catch (fault) {
      // A thumbnail that does not come is none; the tile itself says what is wrong.
      if (signal.aborted || fault instanceof PartFault) return null;
      throw fault;
    }
  }

  return {
    async show(atMs) {
      asking.abort();
      asking = new AbortController();
      const { signal } = asking;
      const frame = await read(atMs, signal);
      if (signal.aborted || permit === null || frame === null) {
        frame?.close();
        if (!signal.aborted) empty();
        return signal.aborted ? "stale" : "none";
      }
      const { maxHeightPx } = permit.obligations;
      if (frame.displayHeight <= maxHeightPx) draw(canvas, frame, permit);
      else empty();
      frame.close();
      return "shown";
    },
    close() {
      asking.abort();
      unwatch();
      empty();
    },
  };
}

type Permit = Extract<Parameters<StatusListener>[0], { state: "permitted" }>;

function draw(canvas: HTMLCanvasElement, frame: VideoFrame, { obligations }: Permit): void {
  canvas.width = WIDTH_PX;
  canvas.height = Math.round((WIDTH_PX * frame.displayHeight) / frame.displayWidth);
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.drawImage(frame, 0, 0, canvas.width, canvas.height);
  drawMasks(context, obligations, canvas.width, canvas.height);
}
