import type { WindowModel } from "../state/windowModel.ts";
import { budgetWords } from "../ui/budgetWords.ts";
import { formatCountdown } from "../ui/format.ts";
import { text } from "../ui/text.ts";
import { tileWords } from "../ui/tileWords.ts";
import { trainingWords } from "../ui/trainingWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { OwnerMark } from "./OwnerMark.tsx";
import { TileMarks, type TileRole } from "./TileMarks.tsx";
import { TileStateLine } from "./TileStateLine.tsx";
import type { TileView } from "./useTile.ts";

/** The line above a picture: number, name and state. Number and state stay however small the tile is. */
export function TopCaption({ view, role }: { view: TileView; role: TileRole }) {
  const { camera } = view;
  return (
    <div className="caption caption-top">
      <b className="tileNumber">{camera?.number}</b>
      <TileMarks {...role} />
      <span className="tileName">{camera?.name}</span>
      <TileStateLine view={view} />
    </div>
  );
}

/** One digit behind the point, and none where it would be a nought. */
function formatScale(scale: number): string {
  return String(Number(scale.toFixed(1)));
}

interface BottomCaptionProps {
  readonly model: WindowModel;
  readonly view: TileView;
  readonly scale: number;
}

/** The line below a picture: whose it is and for how long, how far it is zoomed, and which rendition. */
export function BottomCaption({ model, view, scale }: BottomCaptionProps) {
  const { camera, status, rendition, frames, oddHeightPx } = view;
  if (camera === null) return null;
  const endsAtMs = status?.state === "permitted" ? status.endsAtMs : undefined;
  return (
    <div className="caption caption-bottom">
      <span className="tileOwner">
        <OwnerMark kind={camera.ownerKind} />
        {endsAtMs !== undefined && <TimeLeft model={model} endsAtMs={endsAtMs} />}
      </span>
      <TrainingTag model={model} />
      {rendition !== null && (
        <span className="tileRendition">
          {scale > 1 && <b className="tileZoom">{tileWords.zoomed(formatScale(scale))} </b>}
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

/** A drawn picture of an exercise says so, wherever it is shown. */
function TrainingTag({ model }: { model: WindowModel }) {
  const isTraining = useStoreValue(model.stores.training, ({ training }) => training !== null);
  return isTraining ? <span className="tileTraining">{trainingWords.mark}</span> : null;
}

/** Counts each second, so it is drawn apart from the rest of its tile. */
function TimeLeft({ model, endsAtMs }: { model: WindowModel; endsAtMs: number }) {
  const left = useStoreValue(model.stores.clock, ({ hubNowMs }) =>
    hubNowMs === null ? null : formatCountdown(endsAtMs - hubNowMs),
  );
  return left === null ? null : <span className="tileLeft">· {text.left(left)}</span>;
}
