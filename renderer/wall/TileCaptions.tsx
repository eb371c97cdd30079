import { formatCountdown } from "../ui/format.ts";
import { StateMark } from "../ui/StateMark.tsx";
import { text } from "../ui/text.ts";
import { OwnerMark } from "./OwnerMark.tsx";
import type { TileView } from "./useTile.ts";

/** The line above a picture: number, name and state. Number and state stay however small the tile is. */
export function TopCaption({ view }: { view: TileView }) {
  const { camera, description, state } = view;
  return (
    <div className="caption caption-top">
      <b className="tileNumber">{camera?.number}</b>
      <span className="tileName">{camera?.name}</span>
      <span className={`state state-${state}`}>
        <StateMark state={state} />
        <span className="stateWord">{description.word}</span>
        <span className="stateAge" data-age>
          {description.suffix}
        </span>
      </span>
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
          {rendition.rendition.toUpperCase()} {rendition.widthPx}×{rendition.heightPx}
        </span>
      )}
    </div>
  );
}
