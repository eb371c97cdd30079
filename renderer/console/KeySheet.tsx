import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Overlay } from "../ui/Overlay.tsx";
import { text } from "../ui/text.ts";
import { formatChord } from "./chords.ts";
import { TOPICS } from "./commands/command.ts";
import { listCommands, TYPED_KEYS } from "./commands/listCommands.ts";

/** Every key by topic, from the one table of commands and the saved views. */
export function KeySheet({ model, onClose }: { model: WindowModel; onClose: () => void }) {
  const pressed = listCommands(model).flatMap(({ topic, name, chord }) =>
    chord === null ? [] : [{ topic, name, keys: formatChord(chord) }],
  );
  const all = [...TYPED_KEYS, ...pressed];
  return (
    <Overlay title={text.keysTitle} size="wide" onClose={onClose}>
      <div className="keySheet">
        {TOPICS.map((topic) => {
          const keys = all.filter((each) => each.topic === topic);
          return keys.length === 0 ? null : <KeyTopic key={topic} title={text.topics[topic]} rows={keys} />;
        })}
      </div>
      <div className="sheetActions">
        <Button onPress={onClose}>{text.close}</Button>
      </div>
    </Overlay>
  );
}

interface KeyTopicProps {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly keys: string }[];
}

function KeyTopic({ title, rows }: KeyTopicProps) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map(({ name, keys }) => (
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
    </section>
  );
}
