import { type ReactNode, useId } from "react";
import { Button } from "./Button.tsx";

interface SettingsGroupProps {
  readonly title: string;
  readonly words?: string;
  readonly children: ReactNode;
}

/** A part of the settings screen. */
export function SettingsGroup({ title, words, children }: SettingsGroupProps) {
  const id = useId();
  return (
    <section className="settingsGroup" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {words !== undefined && <p className="settingsWords">{words}</p>}
      {children}
    </section>
  );
}

/** One setting: its name on the left, whatever sets it on the right. `name` also names that group for readers. */
export function SettingRow({ name, children }: { name: string; children: ReactNode }) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset does not lay out as a grid
    <div className="settingRow" role="group" aria-labelledby={id}>
      <span id={id}>{name}</span>
      <div className="settingControl">{children}</div>
    </div>
  );
}

interface ChoiceProps<T extends string | number> {
  readonly choices: readonly { readonly value: T; readonly name: string }[];
  readonly value: T;
  readonly onChoose: (value: T) => void;
}

/** One of a few, all in sight. */
export function Choice<T extends string | number>({ choices, value, onChoose }: ChoiceProps<T>) {
  return choices.map((choice) => (
    <Button key={choice.value} isOn={choice.value === value} onPress={() => onChoose(choice.value)}>
      {choice.name}
    </Button>
  ));
}

interface RangeProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value in words, beside the slider and for readers. */
  readonly words: string;
  readonly isDisabled?: boolean;
  readonly onChange: (value: number) => void;
}

/** A value between two bounds. */
export function Range({ label, words, isDisabled = false, onChange, ...bounds }: RangeProps) {
  return (
    <>
      <input
        type="range"
        aria-label={label}
        aria-valuetext={words}
        disabled={isDisabled}
        {...bounds}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <output className="number">{words}</output>
    </>
  );
}
