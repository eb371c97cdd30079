import { GripVertical, LayoutPanelLeft, Lock, Pencil, RefreshCw, Trash2, Users } from "lucide-react";
import { type FormEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Dialog, DialogTrigger, Popover } from "react-aria-components";
import type { View } from "../../contract/views.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { TextBox } from "../ui/TextBox.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { VIEW_DRAG } from "../wall/dragTypes.ts";
import { formatChord } from "./chords.ts";
import { DIGIT_VIEWS } from "./commands/wallCommands.ts";
import { describeForecast, useForecast } from "./useForecast.ts";

/** Most views of which a list tells the cost; the desk answers no longer questions. */
const MAX_FORECASTS = 200;

interface ViewSwitchProps {
  readonly model: WindowModel;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

/** Saved views: one press opens one; what is shown becomes another. */
export function ViewSwitch({ model, isOpen, onOpen }: ViewSwitchProps) {
  const [isDragging, setDragging] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpen}>
      <Button look="segment" aria-label={text.savedViews}>
        <LayoutPanelLeft className="icon" aria-hidden="true" />
      </Button>
      {/* What lies over the window around a modal popover would catch the view before any display can. */}
      <Popover className="popover" placement="bottom end" offset={4} isNonModal={isDragging}>
        <Dialog className="picker" aria-label={text.savedViews}>
          <ViewList model={model} onDone={() => onOpen(false)} onDrag={setDragging} />
          <SaveForm model={model} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

interface ViewListProps {
  readonly model: WindowModel;
  readonly onDone: () => void;
  readonly onDrag: (isDragging: boolean) => void;
}

function ViewList({ model, onDone, onDrag }: ViewListProps) {
  const views = useStoreValue(model.stores.views, (state) => state.views);
  const walls = useMemo(() => ({ layouts: [], viewIds: views.slice(0, MAX_FORECASTS).map(({ id }) => id) }), [views]);
  const forecast = useForecast(model, walls, true);
  if (views.length === 0) return <p className="pickerWords">{text.noViews}</p>;
  return (
    <ul className="viewList" aria-label={text.savedViews}>
      {views.map((view, index) => (
        <ViewRow
          key={view.id}
          model={model}
          view={view}
          digit={index + 1}
          onDone={onDone}
          onDrag={onDrag}
          cost={describeForecast(forecast?.views[index])}
        />
      ))}
    </ul>
  );
}

interface ViewRowProps extends ViewListProps {
  readonly view: View;
  readonly digit: number;
  /** What it would take to decode, in words; empty while unknown. */
  readonly cost: string;
}

function ViewRow({ model, view, digit, onDone, onDrag, cost }: ViewRowProps) {
  const [isRenaming, setRenaming] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  // A row that goes takes the focus with it, and keys would go to the page instead of to the list they were meant for.
  useLayoutEffect(() => {
    const own = row.current;
    return () => {
      if (own?.contains(document.activeElement)) own.closest<HTMLElement>("[role=dialog]")?.focus();
    };
  }, []);
  const open = () => {
    model.actions.openView(view);
    onDone();
  };
  if (isRenaming) return <RenameRow model={model} view={view} onDone={() => setRenaming(false)} />;
  return (
    <li
      ref={row}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(VIEW_DRAG, view.id);
        // A change of the document within this event would end the drag.
        model.clock.after(0, () => onDrag(true));
      }}
      onDragEnd={() => {
        onDrag(false);
        onDone();
      }}
    >
      {/* A button keeps a press to itself: the row is dragged by what lies beside it. */}
      <GripVertical className="icon viewGrip" aria-hidden="true" />
      <Button look="quiet" aria-label={text.openView(view.name)} onPress={open}>
        <span className="viewName">{view.name}</span>
        {view.isOwn ? view.isShared && <em>{text.viewShared}</em> : <em>{text.viewOf(view.ownerLabel)}</em>}
        {cost !== "" && <span className="decodeForecast">{cost}</span>}
        {digit <= DIGIT_VIEWS && <kbd>{formatChord(`Alt+${digit}`)}</kbd>}
      </Button>
      {view.isOwn && <RowActions model={model} view={view} onRename={() => setRenaming(true)} />}
    </li>
  );
}

interface RowActionsProps {
  readonly model: WindowModel;
  readonly view: View;
  readonly onRename: () => void;
}

/** What takes something away does not ask: it offers it back. */
function RowActions({ model, view, onRename }: RowActionsProps) {
  const { actions, notices } = model;
  const { name, isShared } = view;
  const update = async () => {
    const updated = await actions.updateView(view);
    if (updated === null) return;
    notices.offer(text.viewUpdated(name), () => actions.changeView(view, { revision: updated.revision }));
  };
  const remove = async () => {
    if (!(await actions.removeView(view))) return;
    notices.offer(text.viewDeleted(name), () => actions.changeView(view, { revision: 0 }));
  };
  const acts = [
    { words: text.updateView(name), Icon: RefreshCw, act: update },
    { words: text.renameView(name), Icon: Pencil, act: onRename },
    {
      words: isShared ? text.unshareView(name) : text.shareViewNow(name),
      Icon: isShared ? Lock : Users,
      act: () => actions.changeView(view, { isShared: !isShared }),
    },
    { words: text.deleteView(name), Icon: Trash2, act: remove },
  ];
  return acts.map(({ words, Icon, act }) => (
    <Button key={words} look="icon" aria-label={words} onPress={act}>
      <Icon className="icon" aria-hidden="true" />
    </Button>
  ));
}

function RenameRow({ model, view, onDone }: Omit<ViewRowProps, "digit" | "onDrag" | "cost">) {
  const [name, setName] = useState(view.name);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (name.trim() === "") return;
    model.actions.changeView(view, { name });
    onDone();
  }
  return (
    <li>
      <form className="codedReasonRow" onSubmit={submit}>
        <TextBox label={text.viewName} value={name} onChange={setName} shouldFocus />
        <Button type="submit">{text.rename}</Button>
      </form>
    </li>
  );
}

function SaveForm({ model }: { model: WindowModel }) {
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (name.trim() !== "" && (await model.actions.saveView(name, isShared))) setName("");
  }
  return (
    <form className="codedReason" onSubmit={submit}>
      <h3>{text.saveViewTitle}</h3>
      <div className="codedReasonRow">
        <TextBox label={text.viewName} value={name} onChange={setName} placeholder={text.viewNamePlaceholder} />
        <Button type="submit">{text.saveView}</Button>
      </div>
      <label className="checkBox">
        <input type="checkbox" checked={isShared} onChange={(event) => setShared(event.target.checked)} />
        {text.shareView}
      </label>
    </form>
  );
}
