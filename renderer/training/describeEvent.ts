import type { CallEvent, ScenarioEvent } from "../../contract/training.ts";
import type { CameraBook } from "../state/cameraBook.ts";
import { trainingWords as words } from "../ui/trainingWords.ts";

const SECOND_MS = 1_000;

/** Titles of a scenario's calls, by the name its events give them. */
export function titleCalls(events: readonly ScenarioEvent[]): ReadonlyMap<string, string> {
  const calls = events.filter((event): event is CallEvent => event.do === "call");
  return new Map(calls.map(({ call, title }) => [call, title]));
}

/** One event as a trainer reads it. */
export function describeEvent(event: ScenarioEvent, titles: ReadonlyMap<string, string>, book: CameraBook): string {
  if ("call" in event) return describeCallEvent(event, titles.get(event.call) ?? event.call);
  const camera = book.byId.get(event.cameraId);
  const name = camera === undefined ? event.cameraId : words.camera(camera.number, camera.name);
  switch (event.do) {
    case "camera":
      return `${name} ${words.faults[event.fault]}`;
    case "owner":
      return `${name}: ${event.answer === "yes" ? words.ownerYes(event.afterMs / SECOND_MS) : words.ownerIgnores}`;
    case "withdraw":
      return `${name}: ${words.withdrawn}`;
    case "share":
      return `${name}: ${words.shared}`;
  }
}

function describeCallEvent(event: Extract<ScenarioEvent, { call: string }>, title: string): string {
  if (event.do === "call") return words.callIn(event.title, event.place, event.priority);
  if (event.do === "close") return words.callClosed(title);
  const { note, units, priority } = event;
  const parts = [
    ...(note === undefined ? [] : [`${note.by}: ${note.text}`]),
    ...(units === undefined ? [] : [words.units(units.join(", "))]),
    ...(priority === undefined ? [] : [words.priority(priority)]),
  ];
  return words.callNews(title, parts.length === 0 ? words.changed : parts.join(" · "));
}
