import { useEffect, useState, useSyncExternalStore } from "react";
import type { WindowModel } from "../../state/windowModel.ts";
import { Button } from "../../ui/Button.tsx";
import { SettingsGroup } from "../../ui/SettingRow.tsx";
import { settingsWords } from "../../ui/settingsWords.ts";
import { text } from "../../ui/text.ts";
import { useStoreValue } from "../../ui/useStoreValue.ts";
import { type Command, TOPICS } from "../commands/command.ts";
import { COMMANDS } from "../commands/listCommands.ts";
import { assignControl, findAssigned, USUAL_CONTROLS } from "../controls/assignControls.ts";
import { browserControllers } from "../controls/browserControllers.ts";
import { watchControls } from "../controls/controlReader.ts";

/** What each button and lever does; using one shows its row, and a command chosen there is what it does from then on. */
export function ControlSettings({ model }: { model: WindowModel }) {
  const assigned = useStoreValue(model.stores.settings, ({ settings }) => settings.station.controls);
  const count = useControllerCount();
  const touched = useTouched(model);
  const known = new Set([...Object.keys(USUAL_CONTROLS), ...assigned.map(({ control }) => control)]);
  if (touched !== null) known.add(touched);
  const controls = [...known].sort((a, b) => orderOf(a) - orderOf(b));
  const assign = (control: string, commandId: string | null) =>
    model.actions.setSettings({ station: { controls: assignControl(assigned, control, commandId) } });
  return (
    <SettingsGroup title={settingsWords.controls}>
      <p className="settingsWords" role="status">
        {count === 0 ? settingsWords.noController : settingsWords.controlsWords}
      </p>
      {controls.map((control) => (
        <ControlRow
          key={control}
          control={control}
          commandId={findAssigned(assigned, control)}
          isTouched={control === touched}
          onAssign={(commandId) => assign(control, commandId)}
        />
      ))}
      {assigned.length > 0 && (
        <Button onPress={() => model.actions.setSettings({ station: { controls: [] } })}>{settingsWords.usual}</Button>
      )}
    </SettingsGroup>
  );
}

interface ControlRowProps {
  readonly control: string;
  readonly commandId: string | null;
  readonly isTouched: boolean;
  readonly onAssign: (commandId: string | null) => void;
}

function ControlRow({ control, commandId, isTouched, onAssign }: ControlRowProps) {
  return (
    <label className={`controlRow${isTouched ? " isTouched" : ""}`}>
      <span>{nameControl(control)}</span>
      <select
        // The row that was touched takes the keys: an arrow or a letter then chooses.
        ref={(element) => {
          if (isTouched) element?.focus();
        }}
        value={commandId ?? ""}
        onChange={(event) => onAssign(event.target.value === "" ? null : event.target.value)}
      >
        <option value="">{settingsWords.nothing}</option>
        {TOPICS.map((topic) => (
          <optgroup key={topic} label={text.topics[topic]}>
            {COMMANDS.filter((command) => command.topic === topic).map(({ id, name }: Command) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

/** Buttons first, then levers, each by number. */
function orderOf(control: string): number {
  const AXES_AFTER = 1_000;
  const number = Number.parseInt(control.slice(1), 10);
  return control.startsWith("b") ? number : AXES_AFTER + number * 2 + (control.endsWith("+") ? 1 : 0);
}

function nameControl(control: string): string {
  const number = Number.parseInt(control.slice(1), 10) + 1;
  if (control.startsWith("b")) return settingsWords.button(number);
  return settingsWords.axis(number, control.endsWith("-") ? "-" : "+");
}

function useControllerCount(): number {
  return useSyncExternalStore(browserControllers.onChanged, () => browserControllers.connected().length);
}

/** The control used last while this is shown. */
function useTouched({ clock }: WindowModel): string | null {
  const [touched, setTouched] = useState<string | null>(null);
  useEffect(
    () =>
      watchControls(browserControllers, clock, ({ control, repeat }) => {
        if (!repeat) setTouched(control);
      }),
    [clock],
  );
  return touched;
}
