import {
  MAX_TEXT_PERCENT,
  MIN_TEXT_PERCENT,
  type PersonalSettings,
  TEXT_STEP_PERCENT,
  THEMES,
} from "../../../contract/settings.ts";
import type { WindowModel } from "../../state/windowModel.ts";
import { Choice, Range, SettingRow, SettingsGroup } from "../../ui/SettingRow.tsx";
import { settingsWords } from "../../ui/settingsWords.ts";
import { useStoreValue } from "../../ui/useStoreValue.ts";

const HOURS = [24, 12] as const;
const MOTIONS = ["system", "reduced"] as const;

/** What goes with the operator: theme, size of text, motion, clock. */
export function LookSettings({ model }: { model: WindowModel }) {
  const { theme, textPercent, motion, clockHours } = useStoreValue(
    model.stores.settings,
    ({ settings }) => settings.personal,
  );
  const set = (personal: Partial<PersonalSettings>) => model.actions.setSettings({ personal });
  return (
    <SettingsGroup title={settingsWords.personal} words={settingsWords.personalWords}>
      <SettingRow name={settingsWords.theme}>
        <Choice
          choices={THEMES.map((value) => ({ value, name: settingsWords.themes[value] }))}
          value={theme}
          onChoose={(value) => set({ theme: value })}
        />
      </SettingRow>
      <SettingRow name={settingsWords.textSize}>
        <Range
          label={settingsWords.textSize}
          value={textPercent}
          min={MIN_TEXT_PERCENT}
          max={MAX_TEXT_PERCENT}
          step={TEXT_STEP_PERCENT}
          words={settingsWords.percent(textPercent)}
          onChange={(value) => set({ textPercent: value })}
        />
      </SettingRow>
      <SettingRow name={settingsWords.motion}>
        <Choice
          choices={MOTIONS.map((value) => ({ value, name: settingsWords.motions[value] }))}
          value={motion}
          onChoose={(value) => set({ motion: value })}
        />
      </SettingRow>
      <SettingRow name={settingsWords.clock}>
        <Choice
          choices={HOURS.map((value) => ({ value, name: settingsWords.clocks[value] }))}
          value={clockHours}
          onChoose={(value) => set({ clockHours: value })}
        />
      </SettingRow>
    </SettingsGroup>
  );
}
