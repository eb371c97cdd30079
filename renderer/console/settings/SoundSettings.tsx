import { Volume2 } from "lucide-react";
import type { StationSettings } from "../../../contract/settings.ts";
import type { WindowModel } from "../../state/windowModel.ts";
import { Button } from "../../ui/Button.tsx";
import { Range, SettingRow, SettingsGroup } from "../../ui/SettingRow.tsx";
import { settingsWords } from "../../ui/settingsWords.ts";
import { useStoreValue } from "../../ui/useStoreValue.ts";
import { playSound } from "../sounds/soundPlayer.ts";
import { SOUND_NAMES } from "../sounds/soundTable.ts";

const STEP_PERCENT = 5;

/** How loud this station is, and what each sound means to the eye. */
export function SoundSettings({ model }: { model: WindowModel }) {
  const { soundPercent, isMuted } = useStoreValue(model.stores.settings, ({ settings }) => settings.station);
  const set = (station: Partial<StationSettings>) => model.actions.setSettings({ station });
  return (
    <SettingsGroup title={settingsWords.sounds} words={settingsWords.soundsWords}>
      <SettingRow name={settingsWords.volume}>
        <Range
          label={settingsWords.volume}
          value={soundPercent}
          min={0}
          max={100}
          step={STEP_PERCENT}
          words={settingsWords.percent(soundPercent)}
          isDisabled={isMuted}
          onChange={(value) => set({ soundPercent: value })}
        />
        <label className="checkBox">
          <input type="checkbox" checked={isMuted} onChange={(event) => set({ isMuted: event.target.checked })} />
          {settingsWords.mute}
        </label>
      </SettingRow>
      <ul className="soundList">
        {SOUND_NAMES.map((name) => (
          <li key={name}>
            <Button
              look="icon"
              aria-label={settingsWords.hear(settingsWords.soundNames[name])}
              isDisabled={isMuted}
              onPress={() => void playSound(model.clock, name, soundPercent)}
            >
              <Volume2 className="icon" aria-hidden="true" />
            </Button>
            <span>{settingsWords.soundNames[name]}</span>
            <span className="soundTwin">{settingsWords.soundTwins[name]}</span>
          </li>
        ))}
      </ul>
    </SettingsGroup>
  );
}
