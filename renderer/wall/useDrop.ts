import { type DragEvent, useState } from "react";
import { type Dragged, isOurs, readDrag } from "./dragTypes.ts";

/** Handlers of a place where something of ours may be dropped, and whether one is over it now. */
export function useDrop(onDrop: (drag: Dragged, isSequence: boolean) => void) {
  const [isOver, setOver] = useState(false);
  return {
    isOver,
    handlers: {
      onDragOver(event: DragEvent) {
        if (!isOurs(event.dataTransfer)) return;
        event.preventDefault();
        if (!isOver) setOver(true);
      },
      onDragLeave(event: DragEvent) {
        // Leaving for a part of the same place is not leaving it.
        const { relatedTarget, currentTarget } = event;
        if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) setOver(false);
      },
      onDrop(event: DragEvent) {
        event.preventDefault();
        setOver(false);
        const drag = readDrag(event.dataTransfer);
        if (drag !== null) onDrop(drag, event.shiftKey);
      },
    },
  };
}
