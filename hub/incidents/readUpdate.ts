import { FEED_FIELDS } from "../../contract/incidentFeed.ts";
import {
  IncidentKind,
  type IncidentNote,
  MAX_INCIDENT_NOTES,
  MAX_INCIDENT_UNITS,
  type PositionProblem,
  Priority,
} from "../../contract/incidents.ts";
import {
  cleanText,
  Id,
  MAX_LABEL_CODE_POINTS,
  MAX_NOTE_CODE_POINTS,
  type Position,
} from "../../contract/primitives.ts";
import { hashLine } from "../audit/verifyAudit.ts";
import type { CityBounds } from "./cityBounds.ts";
import { type FeedKey, FIXED_OF_PANIC } from "./feedKeys.ts";
import type { FeedMark } from "./keptIncident.ts";
import { readPosition } from "./readPosition.ts";

/** One update of a call, read from whatever a feed sent. Absent: not said, or not usable, which `problems` then says. */
export interface FeedUpdate {
  readonly call: string;
  readonly mark?: FeedMark;
  readonly state?: "open" | "closed";
  readonly kind?: IncidentKind;
  readonly title?: string;
  readonly priority?: number;
  readonly place?: string;
  readonly position?: Position | PositionProblem;
  readonly units?: string[];
  readonly openedAtMs?: number;
  readonly openedBy?: string;
  readonly notes: readonly (IncidentNote & { readonly noteId: string })[];
  readonly problems: readonly string[];
  readonly ignored: readonly string[];
}

const STATES: Readonly<Record<string, "open" | "closed">> = {
  ...{ open: "open", raised: "open" },
  ...{ closed: "closed", cancelled: "closed", cleared: "closed" },
};
/** A time further ahead than this is a mistake; taken for true it would make every later update late. */
const MAX_AHEAD_MS = 3_600_000;
const MAX_TOLD = 32;
const KNOWN: ReadonlySet<string> = new Set(FEED_FIELDS);

type Raw = Readonly<Record<string, unknown>>;

/** Reads one update leniently. Null for one without a usable call number: there is nothing to keep it under. */
export function readUpdate(raw: unknown, feed: FeedKey, city: CityBounds, nowMs: number): FeedUpdate | null {
  if (typeof raw !== "object" || raw === null) return null;
  const said: Raw = { ...raw };
  const fields = feed.source === "panic" ? dropFixed(said) : said;
  const call = Id.safeParse(typeof fields.call === "number" ? String(fields.call) : fields.call);
  if (!call.success) return null;
  const problems: string[] = [];
  const say = (sentence: string) => {
    if (problems.length < MAX_TOLD) problems.push(sentence);
  };
  const fixed = FIXED_OF_PANIC.filter((name) => isSaid(said[name]) && !isSaid(fields[name]));
  if (fixed.length > 0) say(`${fixed.join(", ")} of a panic button are those in the hub's feeds.json.`);
  const ignored = Object.keys(said).filter((name) => !KNOWN.has(name));
  return dropAbsent({
    call: call.data,
    mark: readMark(fields, nowMs, say),
    state: readState(fields.state, say),
    kind: readKind(fields.kind, feed, say),
    priority: readPriority(fields.priority, feed, say),
    title: readLabel("title", fields.title, say),
    place: readLabel("place", fields.place, say),
    position: "position" in fields ? readPosition(fields.position, city) : undefined,
    units: readUnits(fields.units, say),
    openedAtMs: readTime("openedAtMs", fields.openedAtMs, nowMs, say),
    openedBy: readLabel("openedBy", fields.openedBy, say),
    notes: readNotes(fields.notes, feed, nowMs, say),
    problems,
    ignored: ignored.slice(0, MAX_TOLD).map((name) => cleanText(name).slice(0, 80)),
  });
}

function dropFixed(fields: Raw): Raw {
  const fixed: readonly string[] = FIXED_OF_PANIC;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !fixed.includes(name)));
}

type Say = (sentence: string) => void;

function dropAbsent(update: { [F in keyof FeedUpdate]: FeedUpdate[F] | undefined }): FeedUpdate {
  return Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined)) as unknown as FeedUpdate;
}

const isSaid = (value: unknown) => value !== undefined && value !== null && value !== "";

function readMark(fields: Raw, nowMs: number, say: Say): FeedMark | undefined {
  const { sequence } = fields;
  if (typeof sequence === "number" && Number.isSafeInteger(sequence) && sequence >= 0)
    return { by: "sequence", value: sequence };
  if (isSaid(sequence)) say("sequence is not a whole number and was not used.");
  const atMs = readTime("updatedAtMs", fields.updatedAtMs, nowMs, say);
  return atMs === undefined ? undefined : { by: "updatedAtMs", value: atMs };
}

function readTime(name: string, value: unknown, nowMs: number, say: Say): number | undefined {
  if (!isSaid(value)) return undefined;
  const isUsable = typeof value === "number" && Number.isFinite(value) && value >= 0 && value <= nowMs + MAX_AHEAD_MS;
  if (!isUsable) say(`${name} is not a time of now or before, in milliseconds, and was not used.`);
  return isUsable ? Math.trunc(value) : undefined;
}

function readState(value: unknown, say: Say): "open" | "closed" | undefined {
  if (!isSaid(value)) return undefined;
  const state = typeof value === "string" && Object.hasOwn(STATES, value) ? STATES[value] : undefined;
  if (state === undefined) say("state is not one this hub knows; the call stays as it was.");
  return state;
}

function readKind(value: unknown, { kinds }: FeedKey, say: Say): IncidentKind | undefined {
  if (!isSaid(value)) return undefined;
  const known = IncidentKind.safeParse(value);
  if (known.success) return known.data;
  const mapped = typeof value === "string" && Object.hasOwn(kinds, value) ? kinds[value] : undefined;
  if (mapped === undefined) say('kind is not mapped; the call is kept as "other".');
  return mapped ?? "other";
}

/** Urgency that cannot be told is ordinary urgency, which opens no emergency terms. */
const ORDINARY_PRIORITY = 3;

function readPriority(value: unknown, { priorities }: FeedKey, say: Say): number | undefined {
  if (!isSaid(value)) return undefined;
  const mapped = Object.hasOwn(priorities, String(value)) ? priorities[String(value)] : undefined;
  if (mapped !== undefined) return mapped;
  const known = Priority.safeParse(value);
  if (known.success) return known.data;
  say(`priority is not mapped; the call is kept with ${ORDINARY_PRIORITY}.`);
  return ORDINARY_PRIORITY;
}

/** Text as text, whatever is in it; too long is cut. */
function readText(value: unknown, maxCodePoints: number): { text: string; isCut: boolean } | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  // The raw bound comes first so that a megabyte is not normalised.
  const points = [...cleanText(String(value).slice(0, maxCodePoints * 4))];
  const isCut = points.length > maxCodePoints || String(value).length > maxCodePoints * 4;
  return { text: isCut ? `${points.slice(0, maxCodePoints - 1).join("")}…` : points.join(""), isCut };
}

function readLabel(name: string, value: unknown, say: Say): string | undefined {
  if (!isSaid(value)) return undefined;
  const read = readText(value, MAX_LABEL_CODE_POINTS);
  if (read === undefined || read.text === "") say(`${name} is not text and was not used.`);
  else if (read.isCut) say(`${name} was longer than ${MAX_LABEL_CODE_POINTS} characters and was cut.`);
  return read?.text === "" ? undefined : read?.text;
}

function readUnits(value: unknown, say: Say): string[] | undefined {
  if (!isSaid(value)) return undefined;
  if (!Array.isArray(value)) {
    say("units is not a list and was not used.");
    return undefined;
  }
  if (value.length > MAX_INCIDENT_UNITS) say(`units were more than ${MAX_INCIDENT_UNITS}; the others were left out.`);
  const names = value.slice(0, MAX_INCIDENT_UNITS).map((unit: unknown) => readLabel("a unit", unit, say));
  return [...new Set(names.filter((name) => name !== undefined))];
}

function readNotes(value: unknown, feed: FeedKey, nowMs: number, say: Say): FeedUpdate["notes"] {
  if (!isSaid(value)) return [];
  if (!Array.isArray(value)) {
    say("notes is not a list and was not used.");
    return [];
  }
  if (value.length > MAX_INCIDENT_NOTES) say(`notes were more than ${MAX_INCIDENT_NOTES}; the others were left out.`);
  return value.slice(0, MAX_INCIDENT_NOTES).flatMap((raw: unknown) => readNote(raw, feed, nowMs, say));
}

function readNote(raw: unknown, feed: FeedKey, nowMs: number, say: Say): FeedUpdate["notes"] {
  const fields: Raw =
    typeof raw === "string" ? { text: raw } : typeof raw === "object" && raw !== null ? { ...raw } : {};
  const read = readText(fields.text, MAX_NOTE_CODE_POINTS);
  if (read === undefined || read.text === "") {
    say("a note has no text and was left out.");
    return [];
  }
  if (read.isCut) say(`a note was longer than ${MAX_NOTE_CODE_POINTS} characters and was cut.`);
  const by = isSaid(fields.by) ? (readLabel("a note's by", fields.by, say) ?? feed.label) : feed.label;
  const saidAtMs = readTime("a note's atMs", fields.atMs, nowMs, say);
  const noteId = isSaid(fields.id) ? String(fields.id).slice(0, 80) : hashLine(`${saidAtMs} ${by} ${read.text}`);
  return [{ noteId, atMs: saidAtMs ?? nowMs, by, text: read.text }];
}
