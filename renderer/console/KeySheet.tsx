import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Overlay } from "../ui/Overlay.tsx";
import { text } from "../ui/text.ts";
import { formatChord } from "./chords.ts";
import { listCommands, TYPED_KEYS } from "./commands.ts";

/** Every key, from the one table of commands and the saved views. */
export function KeySheet({ model, onClose }: { model: WindowModel; onClose: () => void }) {
  const pressed = listCommands(model).flatMap(({ name, chord }) =>
    chord === null ? [] : [{ name, keys: formatChord(chord) }],
  );
  return (
    <Overlay title={text.keysTitle} size="wide" onClose={onClose}>
      <dl className="keySheet">
        {[...TYPED_KEYS, ...pressed].map(({ name, keys }) => (
          <div key={`${name} ${keys}`}>
            <dt>{name}</dt>
            <dd>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <div className="sheetActions">
        <Button onPress={onClose}>{text.close}</Button>
      </div>
    </Overlay>
  );
}
