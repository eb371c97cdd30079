import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { findLayout, type Layout, type LayoutChoice, MAX_GRID_SIDE } from "../../contract/layouts.ts";
import { Button } from "../ui/Button.tsx";
import { Overlay } from "../ui/Overlay.tsx";
import { text } from "../ui/text.ts";
import { type Direction, findNeighbour } from "../wall/neighbour.ts";
import { measurePlace } from "../wall/tilePlaces.ts";
import { findTile, mergeTiles, overlaps, resizeGrid, spanTiles, splitTiles } from "./editLayout.ts";

interface LayoutEditorProps {
  readonly start: LayoutChoice;
  readonly onUse: (layout: LayoutChoice) => void;
  readonly onClose: () => void;
}

/** Two tiles between which everything is selected; the keyboard moves the second. */
interface Selection {
  readonly from: number;
  readonly to: number;
}

const DIRECTION_OF: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** Draws a layout: a grid whose cells are merged into tiles and split again, by mouse or keyboard. */
export function LayoutEditor({ start, onUse, onClose }: LayoutEditorProps) {
  const { columns, rows } = findLayout(start);
  const [layout, setLayout] = useState(() => resizeGrid(columns, rows, findLayout(start)));
  const [chosen, setSelection] = useState<Selection>({ from: 1, to: 1 });
  // A smaller grid may have fewer tiles than were chosen from.
  const last = layout.places.length;
  const [from, to] = [Math.min(chosen.from, last), Math.min(chosen.to, last)];
  const area = spanTiles(layout, from, to);

  function change(edit: typeof mergeTiles): void {
    const next = edit(layout, area);
    const tile = findTile(next, area);
    setLayout(next);
    setSelection({ from: tile, to: tile });
  }
  const resize = (nextColumns: number, nextRows: number) => setLayout(resizeGrid(nextColumns, nextRows, layout));
  function handleKey(event: KeyboardEvent): void {
    const direction = DIRECTION_OF[event.key];
    if (direction !== undefined) {
      const next = findNeighbour(layout, to, direction);
      setSelection({ from: event.shiftKey ? from : next, to: next });
    } else if (event.key === "m") change(mergeTiles);
    else if (event.key === "s") change(splitTiles);
    else return;
    event.preventDefault();
  }

  return (
    <Overlay title={text.drawLayout} onClose={onClose}>
      <div className="gridSize">
        <SideBox label={text.columns} value={layout.columns} onChange={(value) => resize(value, layout.rows)} />
        <SideBox label={text.rows} value={layout.rows} onChange={(value) => resize(layout.columns, value)} />
      </div>
      <p>{text.drawWords}</p>
      <Board
        layout={layout}
        from={from}
        to={to}
        chosen={chosen}
        isSelected={(tile) => overlaps(layout.places[tile - 1] ?? area, area)}
        onSelect={setSelection}
        onKey={handleKey}
      />
      <div className="sheetActions">
        <Button onPress={() => change(mergeTiles)}>{text.mergeTiles}</Button>
        <Button onPress={() => change(splitTiles)}>{text.splitTiles}</Button>
        <Button look="primary" onPress={() => onUse(layout)}>
          {text.useLayout}
        </Button>
      </div>
    </Overlay>
  );
}

interface BoardProps {
  readonly layout: Layout;
  readonly from: number;
  readonly to: number;
  /** Another object at each choice, so that focus follows it. */
  readonly chosen: Selection;
  readonly isSelected: (tile: number) => boolean;
  readonly onSelect: (selection: Selection) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

function Board({ layout, from, to, chosen, isSelected, onSelect, onKey }: BoardProps) {
  const board = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: focus follows each choice, and nothing else
  useEffect(() => {
    // Merging takes the focused tile away, and the focus with it.
    const isLost = document.activeElement === document.body;
    if (isLost || board.current?.contains(document.activeElement) === true)
      board.current?.querySelector<HTMLElement>(`[data-place="${to}"]`)?.focus();
  }, [chosen]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this groups the cells of a drawing
    <div className="board" role="group" aria-label={text.drawLayout} ref={board} onKeyDown={onKey}>
      {layout.places.map((place, index) => {
        const tile = index + 1;
        return (
          <button
            key={`${place.column},${place.row}`}
            type="button"
            className="boardTile"
            data-place={tile}
            style={measurePlace(place, layout.columns, layout.rows)}
            aria-pressed={isSelected(tile)}
            aria-label={text.drawnTile(tile, place.columns, place.rows)}
            tabIndex={tile === to ? 0 : -1}
            onPointerDown={(event) => {
              // A captured pointer would keep the other tiles from hearing of it.
              event.currentTarget.releasePointerCapture(event.pointerId);
              onSelect({ from: event.shiftKey ? from : tile, to: tile });
            }}
            onPointerEnter={(event) => event.buttons > 0 && onSelect({ from, to: tile })}
          >
            {tile}
          </button>
        );
      })}
    </div>
  );
}

function SideBox({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  return (
    <label className="sideBox">
      {label}
      <input
        type="number"
        min={1}
        max={MAX_GRID_SIDE}
        value={value}
        onChange={({ target }) => {
          const side = target.valueAsNumber;
          if (Number.isInteger(side) && side >= 1 && side <= MAX_GRID_SIDE) onChange(side);
        }}
      />
    </label>
  );
}
