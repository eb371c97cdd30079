import { formatCountdown } from "../ui/format.ts";
import { text } from "../ui/text.ts";
import { OwnerMark } from "./OwnerMark.tsx";
import { TileStateLine } from "./TileStateLine.tsx";
import type { TileView } from "./useTile.ts";

/** The line above a picture: number, name and state. Number and state stay however small the tile is. */
export function TopCaption({ view }: { view: TileView }) {
  const { camera } = view;
  return (
    <div className="caption caption-top">
      <b className="tileNumber">{camera?.number}</b>
      <span className="tileName">{camera?.name}</span>
      <TileStateLine view={view} />
    </div>
  );
}

/** The line below a picture: whose it is and for how long, and which rendition. */
export function BottomCaption({ view }: { view: TileView }) {
  const { camera, status, rendition, hubNowMs } = view;
  if (camera === null) return null;
  const endsAtMs = status?.state === "permitted" ? status.endsAtMs : undefined;
  return (
    <div className="caption caption-bottom">
      <span className="tileOwner">
        <OwnerMark kind={camera.ownerKind} />
        {endsAtMs !== undefined && hubNowMs !== null && (
          <span className="tileLeft">· {text.left(formatCountdown(endsAtMs - hubNowMs))}</span>
        )}
      </span>
      {rendition !== null && (
        <span className="tileRendition">
          {rendition.rendition.toUpperCase()}
          <span className="tileSize">
            {" "}
            {rendition.widthPx}×{rendition.heightPx}
          </span>
        </span>
      )}
    </div>
  );
}
