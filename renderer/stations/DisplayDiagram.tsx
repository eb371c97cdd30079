import type { StationDisplay } from "../../contract/stations.ts";
import type { CameraBook } from "../state/cameraBook.ts";
import { StateMark } from "../ui/StateMark.tsx";
import { placeDiagram } from "./describeStation.ts";

/** Above so many tiles a small diagram has no room for numbers: shapes alone, and numbers where it is shown large. */
const MAX_NUMBERED = 16;

interface DisplayDiagramProps {
  readonly display: StationDisplay;
  readonly book: CameraBook;
  readonly isLarge?: boolean;
}

/** What a display shows, as numbers and states in its layout. There is no picture in it, and so no viewing. */
export function DisplayDiagram({ display, book, isLarge = false }: DisplayDiagramProps) {
  const tiles = placeDiagram(display, book);
  const hasNumbers = isLarge || tiles.length <= MAX_NUMBERED;
  return (
    <div className={`plan${isLarge ? " plan-large" : ""}`} aria-hidden="true">
      {tiles.map(({ tile, left, top, width, height, number, name, mark }) => (
        <div
          key={tile}
          className={`planTile${number === "" ? " planTile-empty" : ""}`}
          style={{ left, top, width, height }}
          data-state={mark ?? ""}
          data-camera={number}
        >
          {mark !== null && <StateMark state={mark} />}
          {hasNumbers && <b>{number}</b>}
          {isLarge && tiles.length <= MAX_NUMBERED && <span>{name}</span>}
        </div>
      ))}
    </div>
  );
}
