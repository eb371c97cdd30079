import type { WindowModel } from "../state/windowModel.ts";
import { budgetWords } from "../ui/budgetWords.ts";
import { formatCountdown } from "../ui/format.ts";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
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
export function BottomCaption({ model, view }: { model: WindowModel; view: TileView }) {
  const { camera, status, rendition, frames, oddHeightPx } = view;
  if (camera === null) return null;
  const endsAtMs = status?.state === "permitted" ? status.endsAtMs : undefined;
  return (
    <div className="caption caption-bottom">
      <span className="tileOwner">
        <OwnerMark kind={camera.ownerKind} />
        {endsAtMs !== undefined && <TimeLeft model={model} endsAtMs={endsAtMs} />}
      </span>
      {rendition !== null && (
        <span className="tileRendition">
          {rendition.rendition.toUpperCase()}
          <span className="tileSize">
            {" "}
            {oddHeightPx === null ? `${rendition.widthPx}×${rendition.heightPx}` : budgetWords.lines(oddHeightPx)}
          </span>
          {frames === "key" && <span className="tileFrames"> · {budgetWords.keyFramesOnly}</span>}
        </span>
      )}
    </div>
  );
}

/** Counts each second, so it is drawn apart from the rest of its tile. */
function TimeLeft({ model, endsAtMs }: { model: WindowModel; endsAtMs: number }) {
  const left = useStoreValue(model.stores.clock, ({ hubNowMs }) =>
    hubNowMs === null ? null : formatCountdown(endsAtMs - hubNowMs),
  );
  return left === null ? null : <span className="tileLeft">· {text.left(left)}</span>;
}
