import { type KeyboardEvent, type ReactNode, useRef } from "react";

export interface ListRow {
  readonly id: string;
  readonly isSelected: boolean;
  /** What a screen reader says; the row's content is for eyes. */
  readonly name: string;
  readonly content: ReactNode;
  /** Data a drag of this row carries: its type and text. Absent: not draggable. */
  readonly drag?: { readonly type: string; readonly data: string };
  /** One of several chosen to be acted on together. */
  readonly isChosen?: boolean;
}

export interface ListGroup {
  readonly title: string;
  readonly aside?: string;
  readonly rows: readonly ListRow[];
  /** Said below the rows, or instead of them. */
  readonly footnote?: string;
}

interface ListProps {
  readonly label: string;
  readonly groups: readonly ListGroup[];
  readonly onAct: (id: string) => void;
  /** Ctrl and a click, or Ctrl and Space: chooses a row, or no longer. */
  readonly onChoose?: (id: string) => void;
}

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

/** Ctrl, or Command on a Mac, chooses instead of acting. */
function isChoosing({ ctrlKey, metaKey }: { ctrlKey: boolean; metaKey: boolean }): boolean {
  return ctrlKey || metaKey;
}

/** Grouped rows with one tab stop: arrows move, Enter or a click acts, and rows can be dragged out. */
export function List({ label, groups, onAct, onChoose }: ListProps) {
  const root = useRef<HTMLDivElement>(null);
  const rows = groups.flatMap((group) => group.rows);
  const stopId = (rows.find((row) => row.isSelected) ?? rows[0])?.id;

  function handleKey(event: KeyboardEvent<HTMLElement>, id: string): void {
    const step = STEPS[event.key];
    if (event.key === " " && isChoosing(event)) onChoose?.(id);
    else if (event.key === "Enter" || event.key === " ") onAct(id);
    else if (step === undefined) return;
    else {
      const options = [...(root.current?.querySelectorAll<HTMLElement>("[role=option]") ?? [])];
      options[step(options.indexOf(event.currentTarget), options.length - 1)]?.focus();
    }
    event.preventDefault();
  }

  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a group has a name too; without rows there is nothing to choose
    <div className="list" role={rows.length > 0 ? "listbox" : "group"} aria-label={label} ref={root}>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a listbox
        <div role="group" aria-label={group.title} key={group.title}>
          <div className="listTitle" aria-hidden="true">
            <span>{group.title}</span>
            <span>{group.aside}</span>
          </div>
          {group.rows.map((row) => (
            <div
              key={row.id}
              role="option"
              className={`listRow${row.isChosen === true ? " isChosen" : ""}`}
              aria-selected={row.isSelected}
              {...(row.isChosen === true ? { "aria-checked": true } : {})}
              aria-label={row.name}
              tabIndex={row.id === stopId ? 0 : -1}
              draggable={row.drag !== undefined}
              onDragStart={(event) => row.drag && event.dataTransfer.setData(row.drag.type, row.drag.data)}
              onClick={(event) => (isChoosing(event) && onChoose !== undefined ? onChoose(row.id) : onAct(row.id))}
              onKeyDown={(event) => handleKey(event, row.id)}
            >
              {row.content}
            </div>
          ))}
          {group.footnote !== undefined && <p className="listFootnote">{group.footnote}</p>}
        </div>
      ))}
    </div>
  );
}
