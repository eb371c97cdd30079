import type { IncidentKind } from "../../contract/incidents.ts";
import type { Site } from "../site/loadSite.ts";

/** One update of a call, and when it comes after the evening's start at its own pace, milliseconds. */
export interface EveningUpdate {
  readonly atMs: number;
  readonly update: Readonly<Record<string, unknown>>;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Calls of an evening of six hours, busiest around its middle. Our choice: a city of a few thousand people. */
const EVENING_MS = 6 * HOUR_MS;
const CALLS = 90;

/** What happens, how often of a hundred, how urgent, and what is said of it. */
const STORIES: readonly (readonly [IncidentKind, number, readonly number[], string, string])[] = [
  ["noise", 30, [4, 5], "Loud music", "Neighbour reports music from a yard."],
  ["collision", 22, [2, 3], "Collision", "Two cars, everybody is out of them."],
  ["other", 18, [3, 4], "Check on a person", "Caller has not heard from a relative since noon."],
  ["assault", 10, [1, 2], "Fight", "Four or five people in front of a bar."],
  ["robbery-alarm", 8, [1, 2], "Robbery alarm", "Silent alarm, no answer to the call back."],
  ["missing-person", 6, [2], "Missing person", "Last seen on foot, grey coat."],
  ["fire", 4, [1], "Fire", "Smoke from a first floor."],
  ["shots-heard", 2, [1], "Shots heard", "Two callers heard several shots."],
];

/** Small, seeded, and the same everywhere (mulberry32): an evening can be repeated. */
function createDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An evening of calls on the site's streets: each is received, gets a unit, a note, and is closed. */
export function planEvening({ city }: Pick<Site, "city">, seed: number): EveningUpdate[] {
  const roll = createDice(seed);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(roll() * list.length)];
  const streets = city.flatMap(({ properties, geometry }) =>
    properties.kind === "street" && properties.name !== undefined && geometry.type === "LineString"
      ? [{ name: properties.name, points: geometry.coordinates }]
      : [],
  );
  const planned = Array.from({ length: CALLS }, (_, n) => {
    // The mean of two throws: few calls at either end.
    const atMs = ((roll() + roll()) / 2) * EVENING_MS;
    const [kind, , priorities, title, text] = chooseStory(roll() * 100);
    const street = pick(streets);
    const [lng, lat] = (street && pick(street.points)) ?? [];
    const call = `E${seed}-${String(n + 1).padStart(3, "0")}`;
    const unit = `Unit ${1 + Math.floor(roll() * 24)}`;
    const position =
      lat === undefined || lng === undefined ? null : { lat, lng, accuracyM: 10 + Math.floor(roll() * 40) };
    const facts = { kind, title, priority: pick(priorities), place: street?.name, position };
    const onScene = (4 + roll() * 10) * MINUTE_MS;
    return [
      { atMs, update: { call, sequence: 1, ...facts, notes: [{ id: "1", text }] } },
      { atMs: atMs + (1 + roll() * 3) * MINUTE_MS, update: { call, sequence: 2, units: [unit] } },
      { atMs: atMs + onScene, update: { call, sequence: 3, notes: [{ id: "2", by: unit, text: "On scene." }] } },
      { atMs: atMs + onScene + (5 + roll() * 40) * MINUTE_MS, update: { call, sequence: 4, state: "closed" } },
    ];
  });
  return planned.flat().sort((a, b) => a.atMs - b.atMs);
}

function chooseStory(throwOf100: number): (typeof STORIES)[number] {
  let left = throwOf100;
  const found = STORIES.find(([, share]) => {
    left -= share;
    return left < 0;
  });
  return found ?? STORIES[0] ?? ["other", 100, [3], "Call", ""];
}
