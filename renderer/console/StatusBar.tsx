import { Keyboard, Lock, LogOut, UserRound } from "lucide-react";
import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import type { Me } from "../../contract/operators.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { formatClock, formatRate } from "../ui/format.ts";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { formatChord } from "./chords.ts";
import { DecodeMeter } from "./DecodeMeter.tsx";
import { HubMark } from "./HubMark.tsx";
import { LookerMark } from "./LookerMark.tsx";
import { TrainingMark } from "./TrainingMark.tsx";

interface StatusBarProps {
  readonly model: WindowModel;
  readonly me: Me;
  readonly onKeys: () => void;
}

/** What holds for the whole station; its clock is the hub's and stands still when the hub does. */
export function StatusBar({ model, me, onKeys }: StatusBarProps) {
  const meter = useStoreValue(model.stores.link, (link) => link.meter);
  const wall = useStoreValue(model.stores.wall, (state) => state.wall);
  const display = useStoreValue(model.stores.selection, (selection) => selection.display);
  const hubNowMs = useStoreValue(model.stores.clock, (clock) => clock.hubNowMs);
  return (
    <footer className="status">
      <HubMark model={model} isShort />
      <span>
        {text.views(meter?.viewings ?? 0)} · {text.late(meter?.late ?? 0)}
      </span>
      <DecodeMeter model={model} />
      <span className="statusNetwork">
        {text.network} <b>{formatRate(meter?.networkBps ?? 0)}</b>
      </span>
      <LookerMark model={model} />
      <TrainingMark model={model} />
      <span className="statusGap" />
      <span className="statusStation">
        {wall?.stationName} · {text.displayOf(display, wall?.displays.length ?? 1)}
      </span>
      <OperatorMenu model={model} me={me} />
      <Button look="quiet" aria-label={text.keys} onPress={onKeys}>
        <Keyboard className="icon" aria-hidden="true" />
      </Button>
      <b className="statusClock">{hubNowMs === null ? "--:--:--" : formatClock(hubNowMs, "withSeconds")}</b>
    </footer>
  );
}

function OperatorMenu({ model, me }: { model: WindowModel; me: Me }) {
  return (
    <MenuTrigger>
      <Button look="quiet" aria-label={text.operatorMenu(`${me.label} · ${me.roles.at(-1)}`)}>
        <UserRound className="icon" aria-hidden="true" />
        {me.label} · {me.roles.at(-1)}
      </Button>
      <Popover className="popover" placement="top end" offset={4}>
        <Menu className="menu" aria-label={text.operatorMenu(me.label)}>
          <MenuItem className="menuItem" textValue={text.lock} onAction={model.actions.lock}>
            <Lock className="icon" aria-hidden="true" />
            {text.lock}
            <kbd>{formatChord("Ctrl+L")}</kbd>
          </MenuItem>
          <MenuItem className="menuItem" textValue={text.signOut} onAction={model.actions.signOut}>
            <LogOut className="icon" aria-hidden="true" />
            {text.signOut}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
