import type { Mask } from "../../contract/consentRecord.ts";
import type { RenditionOffer } from "../../contract/viewingCalls.ts";

interface MaskLayerProps {
  readonly masks: readonly Mask[];
  readonly offers: readonly RenditionOffer[];
}

/** Draws the masks left to the client. The drawing is fitted into the tile like the video, so both letterbox alike. */
export function MaskLayer({ masks, offers }: MaskLayerProps) {
  const drawn = masks.filter((mask) => mask.enforcement === "client");
  const [offer] = offers;
  if (drawn.length === 0 || offer === undefined) return null;
  const { widthPx, heightPx } = offer;
  return (
    <svg className="picture-masks" viewBox={`0 0 ${widthPx} ${heightPx}`} aria-hidden="true">
      {drawn.map((mask) => (
        <polygon key={mask.id} points={mask.points.map(([x, y]) => `${x * widthPx},${y * heightPx}`).join(" ")} />
      ))}
    </svg>
  );
}
