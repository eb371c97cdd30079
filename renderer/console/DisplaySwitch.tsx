import { ExternalLink, MonitorCog, MonitorUp } from "lucide-react";
import { useState } from "react";
import { Dialog, DialogTrigger, Popover } from "react-aria-components";
import { findWindowAddress } from "../desk/openTransport.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { displayWords } from "../ui/displayWords.ts";
import { Overlay } from "../ui/Overlay.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { dropOnDisplay } from "../wall/dropDrag.ts";
import { useDrop } from "../wall/useDrop.ts";
import { awaitWindow } from "./awaitWindow.ts";
import { DisplaysPanel } from "./DisplaysPanel.tsx";
import { listDisplays } from "./listDisplays.ts";
import { openByHand } from "./openByHand.ts";

/** As many stand side by side in the bar; with more, the arranged one stands there alone and the panel has them all. */
const MAX_AT_HAND = 4;

interface ByHand {
  readonly display: number;
  readonly path: string;
}

interface DisplaySwitchProps {
  readonly model: WindowModel;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

/** Displays of this station: which one is arranged here, one more at a press, and all of them in a panel. */
export function DisplaySwitch({ model, isOpen, onOpen }: DisplaySwitchProps) {
  const wall = useStoreValue(model.stores.wall, (state) => state.wall);
  const screens = useStoreValue(model.stores.screens, (state) => state.screens);
  const here = useStoreValue(model.stores.selection, (selection) => selection.display);
  const own = useStoreValue(model.stores.link, (link) => link.identity?.display ?? 1);
  const [blocked, setBlocked] = useState<ByHand | null>(null);
  const rows = listDisplays(wall?.displays ?? [], screens, own);
  const numbers = rows.map(({ display }) => display);
  const target = rows.find(({ state }) => state === "closed" || state === "stopped")?.display ?? findFree(numbers);

  async function open(display?: number, screenId?: string): Promise<void> {
    const opened = await model.actions.openDisplay(display, screenId);
    if (opened !== null && !opened.isOpened) await tryByHand(opened);
  }

  async function tryByHand({ display, path }: ByHand): Promise<void> {
    const taken = rows.filter(({ state }) => state === "by-hand").length;
    const address = findWindowAddress(window, path);
    const { label, mayPlace } = await openByHand(window, address, taken);
    const isThere = await awaitWindow(model, display);
    setBlocked(isThere ? null : { display, path });
    if (!isThere) return;
    if (label !== null) model.notices.tell(displayWords.placedWords(label || displayWords.otherMonitor));
    else model.notices.tell(mayPlace ? displayWords.oneMonitorWords : displayWords.notPlacedWords);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these are buttons of a toolbar
    <div className="segments" role="group" aria-label={text.displays}>
      {numbers.length > 1 &&
        (numbers.length > MAX_AT_HAND ? [here] : numbers).map((display) => (
          <DisplayButton key={display} model={model} display={display} isHere={display === here} />
        ))}
      <Button look="segment" aria-label={text.openDisplay(target)} onPress={() => open(target)}>
        <MonitorUp className="icon" aria-hidden="true" />
        {numbers.length > 1 ? target : text.display(target)}
      </Button>
      <DialogTrigger isOpen={isOpen} onOpenChange={onOpen}>
        <Button look="segment" aria-label={displayWords.title}>
          <MonitorCog className="icon" aria-hidden="true" />
        </Button>
        <Popover className="popover" placement="bottom end" offset={4}>
          <Dialog className="picker displaysPanel" aria-label={displayWords.title}>
            <DisplaysPanel model={model} onOpen={open} onDone={() => onOpen(false)} />
          </Dialog>
        </Popover>
      </DialogTrigger>
      {blocked !== null && !rows.some(({ display, state }) => display === blocked.display && state === "by-hand") && (
        <Blocked byHand={blocked} onTry={() => tryByHand(blocked)} onClose={() => setBlocked(null)} />
      )}
    </div>
  );
}

interface BlockedProps {
  readonly byHand: ByHand;
  readonly onTry: () => void;
  readonly onClose: () => void;
}

/** The browser refuses popups: how to allow them, and how to do without. */
function Blocked({ byHand: { display, path }, onTry, onClose }: BlockedProps) {
  return (
    <Overlay title={displayWords.blockedTitle(display)} onClose={onClose}>
      {displayWords.blockedWords.map((words) => (
        <p key={words}>{words}</p>
      ))}
      <a className="link" href={findWindowAddress(window, path)} target="_blank" rel="noopener">
        <ExternalLink className="icon" aria-hidden="true" />
        {path}
      </a>
      <div className="sheetActions">
        <Button look="primary" onPress={onTry}>
          {displayWords.tryAgain}
        </Button>
        <Button onPress={onClose}>{text.close}</Button>
      </div>
    </Overlay>
  );
}

function findFree(taken: readonly number[]): number {
  let display = 2;
  while (taken.includes(display)) display += 1;
  return display;
}

interface DisplayButtonProps {
  readonly model: WindowModel;
  readonly display: number;
  readonly isHere: boolean;
}

/** Arranges a display; what is dropped on it goes there. */
function DisplayButton({ model, display, isHere }: DisplayButtonProps) {
  const { isOver, handlers } = useDrop((drag) => dropOnDisplay(model, display, drag));
  return (
    <span className={isOver ? "dropPlace isOver" : "dropPlace"} {...handlers}>
      <Button
        look="segment"
        isOn={isHere}
        aria-label={text.display(display)}
        onPress={() => model.actions.select({ display, tile: 1, fullTile: null })}
      >
        {isHere ? text.display(display) : display}
      </Button>
    </span>
  );
}
