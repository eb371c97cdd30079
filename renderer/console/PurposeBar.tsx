import { Flag } from "lucide-react";
import { DialogTrigger, Popover } from "react-aria-components";
import type { Incident } from "../../contract/incidents.ts";
import type { Display } from "../../contract/wall.ts";
import { listShownTiles } from "../consent/displayTiles.ts";
import type { CameraBook } from "../state/cameraBook.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { purposeNames } from "../ui/codeWords.ts";
import { formatClock } from "../ui/format.ts";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { DisplaySwitch } from "./DisplaySwitch.tsx";
import { LayoutSwitch } from "./LayoutSwitch.tsx";
import { PurposePicker } from "./PurposePicker.tsx";
import { useDisplay } from "./useDisplay.ts";
import { ViewSwitch } from "./ViewSwitch.tsx";

interface PurposeBarProps {
  readonly model: WindowModel;
  readonly isPickerOpen: boolean;
  readonly onPickerOpen: (isOpen: boolean) => void;
  readonly isViewsOpen: boolean;
  readonly onViewsOpen: (isOpen: boolean) => void;
  readonly onDrawLayout: () => void;
  readonly isDisplaysOpen: boolean;
  readonly onDisplaysOpen: (isOpen: boolean) => void;
}

/** Why anything is on the wall, until when, and how the wall is laid out. */
export function PurposeBar(props: PurposeBarProps) {
  const { model, isPickerOpen, onPickerOpen } = props;
  const display = useDisplay(model);
  const incidentId = display?.purpose?.incidentId ?? null;
  const incident = useStoreValue(model.stores.incidents, ({ byId }) =>
    incidentId === null ? null : (byId.get(incidentId) ?? null),
  );
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  return (
    <header className="purpose">
      <h1 className="unseen">{text.product}</h1>
      <DialogTrigger isOpen={isPickerOpen} onOpenChange={onPickerOpen}>
        <Button look="chip" isOn={display?.purpose != null}>
          <Flag className="icon" aria-hidden="true" />
          <PurposeWords display={display} incident={incident} />
        </Button>
        <Popover className="popover" placement="bottom start" offset={4}>
          <PurposePicker model={model} onDone={() => onPickerOpen(false)} />
        </Popover>
      </DialogTrigger>
      {display !== null && <UntilChip display={display} incident={incident} />}
      {display !== null && <KindsChip display={display} book={book} />}
      <div className="purposeRight">
        {display !== null && <LayoutSwitch model={model} layout={display.layout} onDraw={props.onDrawLayout} />}
        <ViewSwitch model={model} isOpen={props.isViewsOpen} onOpen={props.onViewsOpen} />
        <DisplaySwitch model={model} isOpen={props.isDisplaysOpen} onOpen={props.onDisplaysOpen} />
      </div>
    </header>
  );
}

function PurposeWords({ display, incident }: { display: Display | null; incident: Incident | null }) {
  if (display?.purpose == null) return <span className="chipWords">{text.noPurpose}</span>;
  if (incident === null) {
    return (
      <span className="chipWords">
        {text.purpose} <b>{purposeNames[display.purpose.code]}</b> {display.purpose.note}
      </span>
    );
  }
  return (
    <span className="chipWords">
      {text.purpose} <b className="number">{incident.id}</b> {incident.title} · {incident.place}
    </span>
  );
}

function UntilChip({ display, incident }: { display: Display; incident: Incident | null }) {
  if (incident?.closedAtMs !== undefined)
    return <span className="chip chip-until">{text.closedChip(formatClock(incident.closedAtMs))}</span>;
  if (incident !== null)
    return <span className="chip chip-until">{text.openedChip(formatClock(incident.openedAtMs))}</span>;
  if (display.purposeSetAtMs === null) return null;
  return <span className="chip chip-until">{text.sinceChip(formatClock(display.purposeSetAtMs))}</span>;
}

function KindsChip({ display, book }: { display: Display; book: CameraBook }) {
  const kinds = listShownTiles(display).flatMap((id) => (id === null ? [] : (book.byId.get(id)?.ownerKind ?? [])));
  if (kinds.length === 0) return null;
  const cityCount = kinds.filter((kind) => kind === "city").length;
  return <span className="chip chip-kinds">{text.kindsChip(kinds.length - cityCount, cityCount)}</span>;
}
