import type { WindowModel } from "../../state/windowModel.ts";
import { Button } from "../../ui/Button.tsx";
import { SettingsGroup } from "../../ui/SettingRow.tsx";
import { settingsWords } from "../../ui/settingsWords.ts";
import { useStoreValue } from "../../ui/useStoreValue.ts";
import type { CommandContext } from "../commands/command.ts";
import { ControlSettings } from "./ControlSettings.tsx";
import { LookSettings } from "./LookSettings.tsx";
import { SoundSettings } from "./SoundSettings.tsx";
import "./settings.css";

/** What operator and station would have otherwise; all of it holds at once, nothing has to be saved. */
export function SettingsScreen({ context }: { context: CommandContext }) {
  const { model } = context;
  return (
    <div className="screen settings">
      <main className="screenMain" aria-label={settingsWords.title}>
        <h2 className="settingsTitle">{settingsWords.title}</h2>
        <KeptAside model={model} />
        <div className="settingsColumns">
          <LookSettings model={model} />
          <SoundSettings model={model} />
          <ControlSettings model={model} />
          <SettingsGroup title={settingsWords.help}>
            <div className="settingButtons">
              <Button onPress={context.openKeySheet}>{settingsWords.showKeys}</Button>
            </div>
          </SettingsGroup>
        </div>
      </main>
    </div>
  );
}

function KeptAside({ model }: { model: WindowModel }) {
  const file = useStoreValue(model.stores.settings, ({ settings }) => settings.keptAside);
  return file === null ? null : (
    <p className="settingsAside" role="note">
      {settingsWords.keptAside(file)}
    </p>
  );
}
