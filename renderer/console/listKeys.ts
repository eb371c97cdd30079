import type { WindowModel } from "../state/windowModel.ts";
import { text } from "../ui/text.ts";
import { formatChord } from "./chords.ts";
import { TOPICS } from "./commands/command.ts";
import { listCommands, TYPED_KEYS } from "./commands/listCommands.ts";

export interface KeyTopic {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly keys: string }[];
}

/** Keys by topic, those whose name, key or topic holds every word of `query`; topics without any are left out. */
export function listKeys(model: WindowModel, query: string): KeyTopic[] {
  const pressed = listCommands(model).flatMap(({ topic, name, chord }) =>
    chord === null ? [] : [{ topic, name, keys: formatChord(chord) }],
  );
  const all = [...TYPED_KEYS, ...pressed];
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return TOPICS.map((topic) => {
    const title = text.topics[topic];
    const holds = (name: string, keys: string) => {
      const whole = `${title} ${name} ${keys}`.toLocaleLowerCase();
      return words.every((word) => whole.includes(word));
    };
    return { title, rows: all.filter((each) => each.topic === topic && holds(each.name, each.keys)) };
  }).filter(({ rows }) => rows.length > 0);
}
