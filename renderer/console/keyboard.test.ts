import { describe, expect, it } from "vitest";
import { COMMANDS } from "./commands/listCommands.ts";
import type { DigitBuffer } from "./digitBuffer.ts";
import { decideKey, type KeyStroke } from "./keyboard.ts";
import type { KeyPlace } from "./keyPlace.ts";

function stroke(key: string, change: Partial<KeyStroke> = {}): KeyStroke {
  const none = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, repeat: false, isComposing: false };
  return { key, code: "", ...none, ...change };
}

/** The press that a chord of the table is written for. */
function pressOf(chord: string): KeyStroke {
  const parts = chord === "+" ? [chord] : chord.split("+");
  const named = parts.at(-1) ?? "";
  const key = named === "Plus" ? "+" : named;
  const held = { ctrlKey: parts.includes("Ctrl"), altKey: parts.includes("Alt"), shiftKey: parts.includes("Shift") };
  return stroke(key, { ...held, code: /^\d$/.test(key) ? `Digit${key}` : "" });
}

function decide(press: KeyStroke, place: KeyPlace = "page", buffer: DigitBuffer | null = null): string {
  const decision = decideKey(press, place, buffer, COMMANDS);
  return decision.kind === "run" ? decision.command.id : decision.kind;
}

const TYPED: DigitBuffer = { target: "camera", digits: "21" };

describe("a key", () => {
  it.each<[string, KeyStroke, KeyPlace, DigitBuffer | null, string]>([
    ["runs its command on the page", stroke("f"), "page", null, "tile.full"],
    ["runs it with a button focused, too", stroke("f"), "button", null, "tile.full"],
    ["is left to a button that it presses", stroke("Enter"), "button", null, "leave"],
    ["is left to a list that it moves in", stroke("ArrowDown"), "widget", null, "leave"],
    ["runs its command beside a list that does not need it", stroke("f"), "widget", null, "tile.full"],
    ["is left where letters mean something", stroke("f"), "own", null, "leave"],
    ["goes on with a number even there", stroke("2"), "own", TYPED, "type"],
    ["with Ctrl runs its command even there", stroke("k", { ctrlKey: true }), "own", null, "station.palette"],
    ["ends a number even in a list", stroke("Enter"), "widget", TYPED, "type"],
    ["is all a dialog's", stroke("Escape"), "overlay", null, "leave"],
    ["is an input method's while it composes", stroke("f", { isComposing: true }), "page", null, "leave"],
    ["types a number", stroke("2"), "page", null, "type"],
    ["types it once however long it is held", stroke("2", { repeat: true }), "page", TYPED, "swallow"],
    ["rubs out for as long as it is held", stroke("Backspace", { repeat: true }), "page", TYPED, "type"],
    ["moves on for as long as it is held", stroke("ArrowLeft", { repeat: true }), "page", null, "tile.select.left"],
    ["acts once however long it is held", stroke("f", { repeat: true }), "page", null, "swallow"],
    ["with Ctrl runs its command from a text box", stroke("k", { ctrlKey: true }), "text", null, "station.palette"],
    ["undoes typing in a text box, not the wall", stroke("z", { ctrlKey: true }), "text", null, "leave"],
    ["with AltGr types", stroke("2", { ctrlKey: true, altKey: true, code: "Digit2" }), "text", null, "leave"],
    ["nobody knows is nobody's", stroke("F13"), "page", null, "leave"],
  ])("%s", (_what, press, place, buffer, decided) => expect(decide(press, place, buffer)).toBe(decided));

  const typed = COMMANDS.flatMap(({ chord }) => chord ?? []).filter((chord) => !chord.startsWith("Ctrl+"));
  it.each([...typed, "1", "T", "D", "Enter", "Backspace"])("%s typed in a text box runs no command", (chord) => {
    expect(decide(pressOf(chord), "text")).toBe("leave");
  });

  it.each(COMMANDS.flatMap(({ chord, id }) => (chord === null ? [] : [[chord, id] as const])))(
    "%s on the page runs %s",
    (chord, id) => {
      const alone = COMMANDS.filter((command) => command.id === id);
      expect(decideKey(pressOf(chord), "page", null, alone)).toMatchObject({ kind: "run", command: { id } });
    },
  );
});
