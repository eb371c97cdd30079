import { useEffect, useRef } from "react";
import type { RenditionOffer } from "../../contract/viewingCalls.ts";
import { describeOnlooker } from "./describeOnlooker.ts";
import type { WindowPictures } from "./windowPictures.ts";

/** The text changes once a minute; looking more often keeps it right after a change of operator. */
const LOOK_EVERY_MS = 5_000;

/** As describeOnlooker joins what belongs together. */
const SEPARATOR = " · ";

interface WatermarkProps {
  readonly pictures: WindowPictures;
  readonly viewingId: string;
  readonly offers: readonly RenditionOffer[];
}

function setLength(box: HTMLElement | null, property: string, texts: readonly string[]): void {
  box?.style.setProperty(property, String(Math.max(...texts.map(({ length }) => length))));
}

/** One line in pieces, so that a narrow picture can set each on a line of its own and in a type that can be read. */
function drawLine(parts: readonly string[], isLast: boolean): HTMLElement[] {
  return parts.map((part, index) => {
    const piece = document.createElement("span");
    piece.className = "picture-markPart";
    piece.textContent = part;
    const joint = document.createElement("span");
    joint.className = "picture-markJoint";
    joint.textContent = index < parts.length - 1 ? SEPARATOR : isLast ? "" : "\n";
    piece.append(joint);
    return piece;
  });
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
      const parts = lines.map((line) => line.split(SEPARATOR));
      mark.replaceChildren(...parts.flatMap((line, index) => drawLine(line, index === parts.length - 1)));
      setLength(box.current, "--mark-chars", lines);
      setLength(box.current, "--part-chars", parts.flat());
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
