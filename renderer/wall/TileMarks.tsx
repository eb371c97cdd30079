import { Crosshair, Pause, Pin, Repeat } from "lucide-react";
import type { Sequence } from "../../contract/wall.ts";
import { tileWords } from "../ui/tileWords.ts";

/** What a tile is, apart from what it shows. */
export interface TileRole {
  readonly isPinned: boolean;
  readonly isHotspot: boolean;
  readonly sequence: Sequence | null;
}

/** Pin, place in a sequence, hotspot: shapes with words for readers, above the picture or its blank. */
export function TileMarks({ isPinned, isHotspot, sequence }: TileRole) {
  if (!isPinned && !isHotspot && sequence === null) return null;
  return (
    <span className="tileMarks">
      {isPinned && <Pin className="icon tilePinned" role="img" aria-label={tileWords.pinned} />}
      {isHotspot && <Crosshair className="icon" role="img" aria-label={tileWords.hotspot} />}
      {sequence !== null && <SequenceMark sequence={sequence} />}
    </span>
  );
}

function SequenceMark({ sequence: { position, cameraIds, isPaused } }: { sequence: Sequence }) {
  const Icon = isPaused ? Pause : Repeat;
  return (
    <span className="tileTurn" role="img" aria-label={tileWords.sequenceName(position + 1, cameraIds.length, isPaused)}>
      <Icon className="icon" aria-hidden="true" />
      {tileWords.sequenceOf(position + 1, cameraIds.length)}
    </span>
  );
}
