import { type DragEvent, useState } from "react";
import type { Screens } from "../../contract/screens.ts";
import { displayWords } from "../ui/displayWords.ts";
import { drawMonitors, type MonitorBox } from "./drawMonitors.ts";

/** Type of a display that is dragged; nothing dropped from elsewhere has it. */
export const DISPLAY_DRAG = "application/x-glasshouse-display";
/** The map is as wide as its panel and no higher than this part of its width. */
const LOWEST_RATIO = 1.6;

interface MonitorMapProps {
  readonly screens: Screens;
  /** The display that is arranged, to be seen on the map. */
  readonly here: number;
  readonly onDrop: (display: number, screenId: string) => void;
}

/** The monitors to scale with the displays on them; a display can be dropped on one. */
export function MonitorMap({ screens, here, onDrop }: MonitorMapProps) {
  const { boxes, ratio } = drawMonitors(screens.screens);
  const width = Math.min(1, ratio / LOWEST_RATIO);
  return (
    <div className="monitorMap">
      <ul aria-label={displayWords.map} style={{ aspectRatio: ratio, width: `${width * 100}%` }}>
        {boxes.map((box) => (
          <Monitor key={box.screen.screenId} box={box} screens={screens} here={here} onDrop={onDrop} />
        ))}
      </ul>
    </div>
  );
}

interface MonitorProps extends MonitorMapProps {
  readonly box: MonitorBox;
}

function Monitor({ box, screens, here, onDrop }: MonitorProps) {
  const [isOver, setOver] = useState(false);
  const { screen, left, top, width, height } = box;
  const on = screens.places.filter(({ screenId }) => screenId === screen.screenId).map(({ display }) => display);
  const isConsole = screen.screenId === screens.consoleScreenId;
  const size = displayWords.size(screen.widthPx, screen.heightPx, screen.scale);
  const words = [...(isConsole ? [displayWords.console] : []), ...(on.length > 0 ? [displayWords.holds(on)] : [])];
  const handleOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(DISPLAY_DRAG)) return;
    event.preventDefault();
    setOver(true);
  };
  const handleDrop = (event: DragEvent) => {
    setOver(false);
    const display = Number.parseInt(event.dataTransfer.getData(DISPLAY_DRAG), 10);
    if (!Number.isNaN(display)) onDrop(display, screen.screenId);
  };
  return (
    <li
      className={`monitor${isOver ? " isOver" : ""}${on.includes(here) ? " isOn" : ""}`}
      style={{ left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` }}
      aria-label={displayWords.monitorName(screen.label, size, words.join(", ") || displayWords.free)}
      title={`${screen.label} · ${size}`}
      onDragOver={handleOver}
      onDragLeave={() => setOver(false)}
      onDrop={handleDrop}
    >
      <b>{on.join(" ")}</b>
      {isConsole && <em>{displayWords.console}</em>}
      <span>{screen.label}</span>
      <span className="monitorSize">{size}</span>
    </li>
  );
}
