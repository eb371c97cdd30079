import { ExternalLink, MonitorUp } from "lucide-react";
import { useState } from "react";
import { findWindowAddress } from "../desk/openTransport.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Overlay } from "../ui/Overlay.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";

interface ByHand {
  readonly display: number;
  readonly path: string;
}

/** Displays of this station: which one is arranged here, and one more at a press. */
export function DisplaySwitch({ model }: { model: WindowModel }) {
  const wall = useStoreValue(model.stores.wall, (state) => state.wall);
  const here = useStoreValue(model.stores.selection, (selection) => selection.display);
  const own = useStoreValue(model.stores.link, (link) => link.identity?.display ?? 1);
  const [byHand, setByHand] = useState<ByHand | null>(null);
  const displays = wall?.displays ?? [];
  const next = findFree(displays.map(({ display }) => display));
  const closed = displays.filter(({ display, hasWindow }) => display !== own && !hasWindow);
  const target = closed[0]?.display ?? next;

  async function open(display: number): Promise<void> {
    const opened = await model.actions.openDisplay(display);
    if (opened !== null && !opened.isOpened) setByHand({ display: opened.display, path: opened.path });
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these are buttons of a toolbar
    <div className="segments" role="group" aria-label={text.displays}>
      {displays.length > 1 &&
        displays.map(({ display }) => (
          <Button
            key={display}
            look="segment"
            isOn={display === here}
            onPress={() => model.actions.select({ display, tile: 1, fullTile: null })}
          >
            {text.display(display)}
          </Button>
        ))}
      <Button look="segment" aria-label={text.openDisplay(target)} onPress={() => open(target)}>
        <MonitorUp className="icon" aria-hidden="true" />
        {displays.length > 1 ? target : text.display(target)}
      </Button>
      {byHand !== null && (
        <Overlay title={text.openDisplayByHand(byHand.display)} onClose={() => setByHand(null)}>
          <p>{text.openDisplayWords}</p>
          <a className="link" href={findWindowAddress(window, byHand.path)} target="_blank" rel="noopener">
            <ExternalLink className="icon" aria-hidden="true" />
            {byHand.path}
          </a>
          <div className="sheetActions">
            <Button onPress={() => setByHand(null)}>{text.close}</Button>
          </div>
        </Overlay>
      )}
    </div>
  );
}

function findFree(taken: readonly number[]): number {
  let display = 2;
  while (taken.includes(display)) display += 1;
  return display;
}
