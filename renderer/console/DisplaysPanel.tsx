import { Eye, MonitorUp, X } from "lucide-react";
import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import type { ScreenInfo, Screens } from "../../contract/screens.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { displayWords } from "../ui/displayWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { type DisplayRow, findOccupant, listDisplays } from "./listDisplays.ts";
import { DISPLAY_DRAG, MonitorMap } from "./MonitorMap.tsx";
import "./displays.css";

interface DisplaysPanelProps {
  readonly model: WindowModel;
  /** Opens a display's window, by hand where the shell cannot. */
  readonly onOpen: (display?: number, screenId?: string) => void;
  readonly onDone: () => void;
}

/** Every display of this station, and which monitor it is on. */
export function DisplaysPanel({ model, onOpen, onDone }: DisplaysPanelProps) {
  const { actions, stores } = model;
  const displays = useStoreValue(stores.wall, ({ wall }) => wall?.displays ?? NO_DISPLAYS);
  const screens = useStoreValue(stores.screens, (state) => state.screens);
  const here = useStoreValue(stores.selection, (selection) => selection.display);
  const own = useStoreValue(stores.link, (link) => link.identity?.display ?? 1);
  const canPlace = screens?.canPlace === true;
  return (
    <>
      <header className="displaysHead">
        <h2>{displayWords.title}</h2>
        <Button look="quiet" onPress={actions.showNumbers}>
          <Eye className="icon" aria-hidden="true" />
          {displayWords.numbers}
          <kbd>#</kbd>
        </Button>
      </header>
      {canPlace ? (
        <MonitorMap screens={screens} here={here} onDrop={onOpen} />
      ) : (
        <p className="pickerWords">{displayWords.noScreens}</p>
      )}
      <ul className="displayList" aria-label={displayWords.title}>
        {listDisplays(displays, screens, own).map((row) => (
          <Row
            key={row.display}
            model={model}
            row={row}
            screens={canPlace ? screens : null}
            isHere={row.display === here}
            onOpen={onOpen}
            onDone={onDone}
          />
        ))}
      </ul>
      {canPlace && <p className="pickerWords">{displayWords.dragHint}</p>}
      <footer className="displaysFoot">
        <Button onPress={() => onOpen()}>
          <MonitorUp className="icon" aria-hidden="true" />
          {displayWords.newDisplay}
        </Button>
        {canPlace && (
          <>
            <Button look="quiet" onPress={actions.openAllDisplays}>
              {displayWords.openAll}
            </Button>
            <Button look="quiet" onPress={actions.closeAllDisplays}>
              {displayWords.closeAll}
            </Button>
          </>
        )}
      </footer>
    </>
  );
}

const NO_DISPLAYS: readonly [] = [];

interface RowProps {
  readonly model: WindowModel;
  readonly row: DisplayRow;
  /** Null where no shell places windows. */
  readonly screens: Screens | null;
  readonly isHere: boolean;
  readonly onOpen: DisplaysPanelProps["onOpen"];
  readonly onDone: () => void;
}

function Row({ model, row, screens, isHere, onOpen, onDone }: RowProps) {
  const { display, cameraCount } = row;
  return (
    <li
      className={`displayRow displayRow-${row.state}`}
      draggable={screens !== null}
      onDragStart={(event) => event.dataTransfer.setData(DISPLAY_DRAG, String(display))}
    >
      <Button
        look="segment"
        isOn={isHere}
        aria-label={displayWords.arrange(display)}
        onPress={() => {
          model.actions.select({ screen: "wall", display, tile: 1, fullTile: null });
          onDone();
        }}
      >
        <b>{display}</b>
      </Button>
      <span className="displayRowWords">{displayWords.cameras(cameraCount)}</span>
      {screens === null ? (
        <span className="displayRowWhere">{describeWhere(row)}</span>
      ) : (
        <MonitorMenu model={model} row={row} screens={screens} onOpen={onOpen} />
      )}
    </li>
  );
}

const CLOSE = "close";

/** The monitor of one display: a list by keyboard or mouse; what each choice does to other displays is said. */
function MonitorMenu({
  model,
  row,
  screens,
  onOpen,
}: Omit<RowProps, "isHere" | "onDone" | "screens"> & { screens: Screens }) {
  const { display } = row;
  const where = describeWhere(row);
  return (
    <MenuTrigger>
      <Button look="quiet" aria-label={displayWords.choose(display, where)}>
        <span className="displayRowWhere">{where}</span>
      </Button>
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu
          className="menu"
          aria-label={displayWords.choose(display, where)}
          onAction={(key) => (key === CLOSE ? model.actions.closeDisplay(display) : onOpen(display, String(key)))}
        >
          {screens.screens.map((screen) => (
            <MenuItem key={screen.screenId} id={screen.screenId} className="menuItem" textValue={screen.label}>
              {describeChoice(screen, row, screens)}
            </MenuItem>
          ))}
          {row.state !== "closed" && row.state !== "console" && (
            <MenuItem id={CLOSE} className="menuItem" textValue={displayWords.close}>
              <X className="icon" aria-hidden="true" />
              {displayWords.close}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function describeChoice(screen: ScreenInfo, row: DisplayRow, screens: Screens): string {
  if (screen.screenId === screens.consoleScreenId) return displayWords.besideConsole(screen.label);
  const occupant = findOccupant(screens, screen.screenId);
  if (occupant === null || occupant === row.display) return screen.label;
  const own = screens.places.find(({ display }) => display === row.display);
  return own?.isFullScreen === true
    ? displayWords.swapWith(screen.label, occupant)
    : displayWords.replaces(screen.label, occupant);
}

function describeWhere({ state, screen, home }: DisplayRow): string {
  if (screen !== null) return screen.label;
  if (state === "no-screen") return home === null ? displayWords.noMonitor : displayWords.away(home.label);
  if (state === "by-hand") return displayWords.byHand;
  if (state === "console") return displayWords.inConsole;
  return state === "stopped" ? displayWords.stopped : displayWords.closed;
}
