import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { LAYOUT_IDS, type LayoutChoice, LayoutId } from "../../contract/layouts.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { formatLayout } from "../ui/format.ts";
import { Hint } from "../ui/Hint.tsx";
import { text } from "../ui/text.ts";
import { describeForecast, useForecast } from "./useForecast.ts";

/** Layouts within one click; the rest are in the menu behind them. */
const AT_HAND: readonly LayoutId[] = ["1x1", "2x2", "3x3", "4x4", "6x6", "1+5", "1+12"];

/** The rest. */
const IN_MENU: readonly LayoutId[] = LAYOUT_IDS.filter((id) => !AT_HAND.includes(id));
const ALL = { layouts: [...AT_HAND, ...IN_MENU], viewIds: [] };

const DRAW = "draw";

interface LayoutSwitchProps {
  readonly model: WindowModel;
  readonly layout: LayoutChoice;
  readonly onDraw: () => void;
}

export function LayoutSwitch({ model, layout, onDraw }: LayoutSwitchProps) {
  const inRest = IN_MENU.find((id) => id === layout);
  const [isAsked, setAsked] = useState(false);
  const forecast = useForecast(model, ALL, isAsked);
  const costOf = (id: LayoutId) => describeForecast(forecast?.layouts[ALL.layouts.indexOf(id)]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these are buttons of a toolbar
    <div
      className="segments"
      role="group"
      aria-label={text.layouts}
      onPointerEnter={() => setAsked(true)}
      onPointerLeave={() => setAsked(false)}
      onFocus={() => setAsked(true)}
      onBlur={() => setAsked(false)}
    >
      {AT_HAND.map((id) => (
        <Hint key={id} words={costOf(id) || text.layout(formatLayout(id))} placement="bottom">
          <Button
            look="segment"
            isOn={id === layout}
            aria-label={text.layout(formatLayout(id))}
            onPress={() => model.actions.setLayout(id)}
          >
            {formatLayout(id)}
          </Button>
        </Hint>
      ))}
      <MenuTrigger>
        <Button look="segment" isOn={inRest !== undefined || typeof layout !== "string"} aria-label={text.moreLayouts}>
          {inRest !== undefined && formatLayout(inRest)}
          <ChevronDown className="icon" aria-hidden="true" />
        </Button>
        <Popover className="popover" placement="bottom end" offset={4}>
          <Menu
            className="menu"
            aria-label={text.moreLayouts}
            onAction={(key) => {
              if (key === DRAW) onDraw();
              const chosen = LayoutId.safeParse(key);
              if (chosen.success) model.actions.setLayout(chosen.data);
            }}
          >
            {IN_MENU.map((id) => (
              <MenuItem key={id} id={id} className="menuItem" textValue={formatLayout(id)}>
                {text.layout(formatLayout(id))}
                <span className="decodeForecast">{costOf(id)}</span>
              </MenuItem>
            ))}
            <MenuItem id={DRAW} className="menuItem">
              {text.drawLayoutItem}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  );
}
