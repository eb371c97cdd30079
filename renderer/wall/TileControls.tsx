import {
  Camera,
  History,
  Pause,
  Pin,
  PinOff,
  Play,
  Radio,
  Rewind,
  SkipBack,
  SkipForward,
  X,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import type { ComponentType } from "react";
import { findDisplay } from "../state/actions.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { NO_ZOOM, WHOLE_TILE, zoomAt } from "../state/zoom.ts";
import { Button } from "../ui/Button.tsx";
import { Hint } from "../ui/Hint.tsx";
import { playbackWords } from "../ui/playbackWords.ts";
import { replayWords } from "../ui/replayWords.ts";
import { tileWords } from "../ui/tileWords.ts";
import type { TileRole } from "./TileMarks.tsx";

interface TileControlsProps {
  readonly model: WindowModel;
  readonly tile: number;
  readonly tileKey: string;
  readonly role: TileRole;
  /** Whether there is a picture to zoom and to keep. */
  readonly hasPicture: boolean;
  readonly isZoomed: boolean;
  readonly isReplaying: boolean;
  /** Only the controls of the selected tile are stops of the Tab key. */
  readonly isSelected: boolean;
  readonly onSnapshot: () => void;
}

/** A press of the button zooms this far into the middle. */
const STEP = 2;
const MIDDLE = { x: 0.5, y: 0.5 };

interface Control {
  readonly words: string;
  readonly Icon: ComponentType<{ className?: string }>;
  readonly act: () => void;
}

/** What can be done with a tile by pointer, shown while it is selected or pointed at. Each act has a key as well. */
export function TileControls(props: TileControlsProps) {
  const { tile, isSelected } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these are buttons over a picture
    <div className="tileControls" role="group" aria-label={tileWords.controls(tile)}>
      {listControls(props).map(({ words, Icon, act }) => (
        <Hint key={words} words={words}>
          <Button look="icon" aria-label={words} onPress={act} excludeFromTabOrder={!isSelected}>
            <Icon className="icon" aria-hidden="true" />
          </Button>
        </Hint>
      ))}
    </div>
  );
}

/** Only a console has the screen for it. */
function hasPlayback({ stores }: WindowModel): boolean {
  return stores.link.getState().identity?.kind === "console";
}

function playBack({ stores, actions }: WindowModel, tile: number): void {
  const cameraId = findDisplay(stores)?.tiles[tile - 1] ?? null;
  if (cameraId !== null) actions.playBack({ cameraId });
}

function listControls(props: TileControlsProps): Control[] {
  const { model, tile, tileKey, role, hasPicture, isZoomed, isReplaying, onSnapshot } = props;
  const { actions } = model;
  const { sequence, isPinned } = role;
  const picture: Control[] = [
    { words: replayWords.control, Icon: Rewind, act: () => actions.replay(tile) },
    ...(isReplaying
      ? [{ words: replayWords.live, Icon: Radio, act: () => actions.endReplay(tile) }]
      : [{ words: tileWords.snapshot, Icon: Camera, act: onSnapshot }]),
    ...(hasPlayback(model)
      ? [{ words: playbackWords.commands.fromHere, Icon: History, act: () => playBack(model, tile) }]
      : []),
    isZoomed
      ? { words: tileWords.zoomBack, Icon: ZoomOut, act: () => actions.zoom(tileKey, () => NO_ZOOM) }
      : {
          words: tileWords.zoomIn,
          Icon: ZoomIn,
          act: () => actions.zoom(tileKey, (before) => zoomAt(before, STEP, MIDDLE, WHOLE_TILE)),
        },
  ];
  const turns: Control[] = [
    { words: tileWords.back, Icon: SkipBack, act: () => actions.steer("back", tile) },
    sequence?.isPaused === true
      ? { words: tileWords.resume, Icon: Play, act: () => actions.steer("resume", tile) }
      : { words: tileWords.pause, Icon: Pause, act: () => actions.steer("pause", tile) },
    { words: tileWords.forward, Icon: SkipForward, act: () => actions.steer("forward", tile) },
  ];
  return [
    ...(sequence === null ? [] : turns),
    ...(hasPicture ? picture : []),
    isPinned
      ? { words: tileWords.unpin, Icon: PinOff, act: () => actions.togglePin(tile) }
      : { words: tileWords.pin, Icon: Pin, act: () => actions.togglePin(tile) },
    { words: tileWords.close, Icon: X, act: () => actions.assign(null, tile) },
  ];
}
