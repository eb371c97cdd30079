import { Printer } from "lucide-react";
import { useState } from "react";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Overlay } from "../ui/Overlay.tsx";
import { TextBox } from "../ui/TextBox.tsx";
import { text } from "../ui/text.ts";
import { type KeyTopic, listKeys } from "./listKeys.ts";
import { printPage } from "./printPage.ts";
import "./keys.css";

/** Every key by topic, to be searched and printed: on paper it is the sheet alone, two columns on A4. */
export function KeySheet({ model, onClose }: { model: WindowModel; onClose: () => void }) {
  const [query, setQuery] = useState("");
  const topics = listKeys(model, query);
  return (
    <Overlay title={text.keysTitle} size="wide" onClose={onClose}>
      <div className="keySearch">
        <TextBox label={text.keysSearch} value={query} onChange={setQuery} shouldFocus />
      </div>
      <div className="keySheet">
        {topics.length === 0 && <p>{text.keysNone}</p>}
        {topics.map((topic) => (
          <Topic key={topic.title} {...topic} />
        ))}
      </div>
      <div className="sheetActions">
        <Button onPress={() => printPage()}>
          <Printer className="icon" aria-hidden="true" />
          {text.printKeys}
        </Button>
        <Button onPress={onClose}>{text.close}</Button>
      </div>
    </Overlay>
  );
}

function Topic({ title, rows }: KeyTopic) {
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
