import { type CSSProperties, useEffect, useRef } from "react";
import type { TimeRange } from "../../contract/recorded.ts";
import { RecordedPicture } from "../consent/RecordedPicture.tsx";
import { recordedReports } from "../consent/recordedReports.ts";
import type { WindowPictures } from "../consent/windowPictures.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { playbackWords } from "../ui/playbackWords.ts";
import { StateMark } from "../ui/StateMark.tsx";
import { text } from "../ui/text.ts";
import { OwnerMark } from "../wall/OwnerMark.tsx";
import { formatRecordedTime } from "./describeRecorded.ts";
import type { Playback } from "./playback.ts";
import type { PlaybackCamera } from "./playbackStore.ts";
import { type PlaybackTileView, usePlaybackTile } from "./usePlaybackTile.ts";

interface PlaybackTileProps {
  readonly model: WindowModel;
  readonly pictures: WindowPictures;
  readonly playback: Playback;
  readonly camera: PlaybackCamera;
  /** 1 for the first on the glass. */
  readonly position: number;
  readonly range: TimeRange;
  readonly isSelected: boolean;
  readonly isFull: boolean;
  /** Another one is shown over it. */
  readonly isCovered: boolean;
  readonly style: CSSProperties;
}

/** One camera at the moment of the clock, and what has to be said of its picture. */
export function PlaybackTile(props: PlaybackTileProps) {
  const { model, pictures, playback, camera, position, range, isSelected, isFull, isCovered, style } = props;
  const { tile, cameraId } = camera;
  const view = usePlaybackTile(model, pictures, camera);
  const root = useRef<HTMLElement>(null);
  useRecordedTime(root, playback, tile, view, position);
  const act = (action: "ask" | "retry") => {
    pictures.recorded[action](tile).catch(model.notices.tellFault);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: every act here has a key in the command table as well
    <section
      ref={root}
      className={["tile", "playbackTile", isSelected && "isSelected", isFull && "isFull"].filter(Boolean).join(" ")}
      style={style}
      data-tile={tile}
      data-camera={view.camera?.number ?? ""}
      data-state={view.state}
      aria-current={isSelected}
      inert={isCovered}
      tabIndex={isSelected ? 0 : -1}
      onPointerDown={() => playback.select(cameraId)}
      onFocus={() => playback.select(cameraId)}
      onDoubleClick={() => playback.toggleFull(cameraId)}
    >
      {/* Another range is another view: it is claimed anew. */}
      <RecordedPicture
        key={`${cameraId} ${range.fromMs} ${range.toMs}`}
        {...{ pictures, tile, cameraId, range, isSelected, isFull, isCovered }}
        clock={playback.clock}
      />
      {view.isBlank ? <Blank view={view} onAct={act} /> : <Captions view={view} />}
    </section>
  );
}

function StateLine({ view }: { view: PlaybackTileView }) {
  const { state, description } = view;
  return (
    <span className={`state state-${state}`}>
      <StateMark state={state} />
      {description.word === "" ? <span data-time /> : <span className="stateWord">{description.word}</span>}
      {description.suffix !== "" && <span>{description.suffix}</span>}
    </span>
  );
}

function Captions({ view }: { view: PlaybackTileView }) {
  const { camera, rendition, frames } = view;
  return (
    <>
      <div className="caption caption-top">
        <b className="tileNumber">{camera?.number}</b>
        <span className="tileName">{camera?.name}</span>
        <StateLine view={view} />
      </div>
      <div className="caption caption-bottom">
        <span className="tileOwner">{camera !== null && <OwnerMark kind={camera.ownerKind} />}</span>
        {rendition !== null && (
          <span className="tileRendition">
            {rendition.rendition.toUpperCase()}
            <span className="tileSize">
              {" "}
              {rendition.widthPx}×{rendition.heightPx}
            </span>
            {frames === "key" && <span className="tileFrames"> · {playbackWords.keyFramesOnly}</span>}
          </span>
        )}
      </div>
    </>
  );
}

function Blank({ view, onAct }: { view: PlaybackTileView; onAct: (action: "ask" | "retry") => void }) {
  const { camera, description } = view;
  const { action, sentences } = description;
  return (
    <div className="blank">
      <StateLine view={view} />
      {camera !== null && (
        <strong className="blankName">
          <span className="tileNumber">{camera.number}</span>
          <span className="tileName"> · {camera.name}</span>
        </strong>
      )}
      {sentences.length > 0 && <p>{sentences.join(" ")}</p>}
      {action !== null && <Button onPress={() => onAct(action)}>{action === "ask" ? text.ask : text.tryAgain}</Button>}
    </div>
  );
}

/**
 * Writes the time of the frame on the glass, and the tile's name for readers, straight into the document: several times
 * a second for each tile is too often to go through React.
 */
function useRecordedTime(
  root: { readonly current: HTMLElement | null },
  playback: Playback,
  tile: number,
  view: PlaybackTileView,
  position: number,
): void {
  const { camera, description } = view;
  const name = camera === null ? "" : `${camera.number}, ${camera.name}`;
  useEffect(() => {
    const write = () => {
      const element = root.current;
      const report = recordedReports.get(tile);
      if (element === null) return;
      const at = report?.shownAtMs ?? null;
      const time = at === null ? "" : formatRecordedTime(at, playback.clock.speed);
      const slot = element.querySelector("[data-time]");
      if (slot !== null && slot.textContent !== time) slot.textContent = time;
      element.setAttribute("data-shown-at-ms", at === null ? "" : String(Math.round(at)));
      const said = `${description.word.toLowerCase()} ${time || description.suffix}`.trim();
      element.setAttribute("aria-label", playbackWords.tile(position, name, said));
    };
    write();
    const closers = [recordedReports.subscribe(tile, write), playback.clock.subscribe(write)];
    return () => {
      for (const close of closers) close();
    };
  }, [root, playback, tile, name, position, description.word, description.suffix]);
}
