import { describe, expect, it } from "vitest";
import { SCREENS } from "../../state/stores.ts";
import { text } from "../../ui/text.ts";
import { isOnScreen, TOPICS } from "./command.ts";
import { COMMANDS, TYPED_KEYS } from "./listCommands.ts";

describe("the command table", () => {
  it.each(SCREENS)("gives no key two meanings on the screen %s", (screen) => {
    const chords = COMMANDS.filter((each) => isOnScreen(each, screen)).flatMap(({ chord }) => chord ?? []);
    expect(chords.filter((chord, index) => chords.indexOf(chord) !== index)).toEqual([]);
  });

  it("has an id and a name for each command that no other has", () => {
    expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
    expect(new Set(COMMANDS.map(({ name }) => name)).size).toBe(COMMANDS.length);
  });

  it("leaves the keys that begin a number to numbers", () => {
    const plain = COMMANDS.flatMap(({ chord }) => chord ?? []).filter((chord) => !chord.includes("+"));
    expect(plain.filter((chord) => /^[TD\d]$/.test(chord))).toEqual([]);
  });

  it("puts each command under the topic its id begins with", () => {
    for (const { id, topic } of COMMANDS) expect(id.startsWith(`${topic}.`), id).toBe(true);
  });

  it("has words for every topic", () => {
    expect(Object.keys(text.topics).sort()).toEqual([...TOPICS].sort());
    expect(TYPED_KEYS.every(({ topic }) => TOPICS.includes(topic))).toBe(true);
  });
});
