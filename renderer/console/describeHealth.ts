import type { CameraRow } from "../../contract/cameras.ts";
import type { DeskHealth, HubLink } from "../../contract/deskApi.ts";
import type { RecorderHealth } from "../../contract/recorderHealth.ts";
import type { StreamHealth } from "../../contract/viewingCalls.ts";
import type { Wall } from "../../contract/wall.ts";
import { stateWords } from "../ui/codeWords.ts";
import { formatClock, formatCount, formatCountdown, formatDelay, formatRate, formatSince } from "../ui/format.ts";
import { healthWords as words } from "../ui/healthWords.ts";
import type { MarkName } from "../ui/StateMark.tsx";
import { describeRecorder } from "./describeRecorder.ts";

/** All the health screen is written from. `desk` is null until the desk has answered. */
export interface HealthFacts {
  readonly hub: HubLink | null;
  readonly hubNowMs: number | null;
  readonly desk: DeskHealth | null;
  /** Null for a hub that does not record, or has not said. */
  readonly recorder: RecorderHealth | null;
  readonly networkBps: number;
  readonly cameras: ReadonlyMap<string, CameraRow>;
  readonly wall: Wall | null;
  readonly version: string;
  readonly shell: "electron" | "web";
}

/** One thing and how it is: shape, word, since when, why, and its figures. */
export interface HealthRow {
  readonly key: string;
  readonly name: string;
  readonly mark: MarkName;
  readonly word: string;
  /** Since when or for how long; empty where nobody can say. */
  readonly since: string;
  /** Empty where nothing is wrong. */
  readonly why: string;
  readonly figures: readonly string[];
  readonly isWrong: boolean;
}

export interface HealthSection {
  readonly title: string;
  readonly rows: readonly HealthRow[];
}

/** A window reports each second; three missed in a row are no hiccup. Our choice. */
const WINDOW_SILENT_AFTER_MS = 3_500;
/** States of a tile in which a picture that should move does not. Refusals and ends are as they should be. */
const WRONG_STATES: ReadonlySet<MarkName> = new Set([
  "delayed",
  "frozen",
  "connecting",
  "reconnecting",
  "offline",
  "silent",
  "unplayable",
  "overloaded",
]);

/** What is known of this station and its site, a section for each part, worst news as written by its source. */
export function describeHealth(facts: HealthFacts): HealthSection[] {
  return [
    { title: words.hub, rows: [describeHub(facts)] },
    ...describeRecorder(facts.recorder, facts.hubNowMs, (atMs) => since(atMs, facts.hubNowMs)),
    { title: words.cameras, rows: describeCameras(facts) },
    { title: words.streams, rows: describeStreams(facts) },
    { title: words.gateway, rows: describeGateway(facts) },
    { title: words.station, rows: [describeStation(facts)] },
  ];
}

/** The same sections with only the rows that need somebody, without those that have none. */
export function keepWrong(sections: readonly HealthSection[]): HealthSection[] {
  return sections
    .map(({ title, rows }) => ({ title, rows: rows.filter(({ isWrong }) => isWrong) }))
    .filter(({ rows }) => rows.length > 0);
}

function since(atMs: number, hubNowMs: number | null): string {
  if (atMs === 0) return "";
  return words.since(formatClock(atMs), hubNowMs === null ? "now" : formatSince(hubNowMs - atMs));
}

function describeHub({ hub, hubNowMs, desk }: HealthFacts): HealthRow {
  const state = hub?.state ?? "unreachable";
  const beatAgeMs = desk?.hub.beatAgeMs ?? null;
  const roundTripMs = desk?.hub.roundTripMs ?? null;
  return {
    key: "hub",
    name: hub?.hubName ?? words.hub,
    mark: ({ up: "live", silent: "silent", unreachable: "offline" } as const)[state],
    word: words[state],
    since: since(hub?.sinceMs ?? 0, hubNowMs),
    why: { up: "", silent: words.silentWhy, unreachable: words.unreachableWhy }[state],
    figures: [
      ...(beatAgeMs === null ? [] : [words.heartbeat(beatAgeMs)]),
      ...(roundTripMs === null ? [] : [words.roundTrip(roundTripMs)]),
      words.timeBasis,
    ],
    isWrong: state !== "up",
  };
}

/** Those with a stream; a camera that is only in the registry has no health. */
function describeCameras({ cameras, hubNowMs }: HealthFacts): HealthRow[] {
  const streaming = [...cameras.values()].filter(({ hasStream }) => hasStream);
  const count = (state: CameraRow["health"]["state"]) =>
    formatCount(streaming.filter(({ health }) => health.state === state).length);
  const wrong = streaming.filter(({ health }) => health.state !== "online");
  const all: HealthRow = {
    key: "cameras",
    name: words.cameras,
    mark: wrong.length === 0 ? "live" : "delayed",
    word: words.online(count("online")),
    since: "",
    why: "",
    figures: [words.offlineCount(count("offline")), words.unknownCount(count("unknown"))],
    isWrong: false,
  };
  return [all, ...wrong.map((camera) => describeCamera(camera, hubNowMs))];
}

function describeCamera({ id, number, name, health }: CameraRow, hubNowMs: number | null): HealthRow {
  const isOffline = health.state === "offline";
  return {
    key: id,
    name: `${number} · ${name}`,
    mark: isOffline ? "offline" : "no-data",
    word: isOffline ? words.down : words.unknown,
    since: since(health.sinceMs, hubNowMs),
    why: health.reason ?? words.noReason,
    figures: [],
    isWrong: true,
  };
}

function describeStreams({ desk, cameras }: HealthFacts): HealthRow[] {
  return [...(desk?.streams ?? [])]
    .sort((a, b) => a.display - b.display || a.tile - b.tile)
    .map((stream) => describeStream(stream, cameras.get(stream.cameraId)));
}

function describeStream(stream: StreamHealth, camera: CameraRow | undefined): HealthRow {
  const { windowId, windowKind, display, tile, state, reportedAgoMs } = stream;
  const isSilent = reportedAgoMs > WINDOW_SILENT_AFTER_MS;
  const place = words.place(display, tile);
  return {
    key: `${windowId} ${tile}`,
    name: [
      windowKind === "console" ? `${place} (${words.inConsole})` : place,
      ...(camera === undefined ? [] : [`${camera.number} · ${camera.name}`]),
    ].join(": "),
    mark: isSilent ? "silent" : state,
    word: isSilent ? words.windowSilent : stateWords[state],
    since: words.lasting(formatCountdown(isSilent ? reportedAgoMs : stream.sinceMs)),
    why: isSilent ? words.windowSilentWhy(Math.round(reportedAgoMs / 1_000)) : (stream.reason ?? ""),
    figures: isSilent ? [] : listFigures(stream),
    isWrong: isSilent || WRONG_STATES.has(state),
  };
}

function listFigures(stream: StreamHealth): string[] {
  const { frameAgeMs, rendition, frames, framesPresented, framesLost, decoder, attempt } = stream;
  if (rendition === null) return attempt === 0 ? [] : [words.attempt(attempt)];
  return [
    frameAgeMs === null ? words.frameAgeUnknown : words.frameAge(formatDelay(frameAgeMs)),
    words.rendition(rendition),
    ...(frames === "key" ? [words.keyFramesOnly] : []),
    words.presented(formatCount(framesPresented), formatCount(framesLost)),
    ...(decoder === null ? [] : [words.decoder(decoder)]),
    ...(attempt === 0 ? [] : [words.attempt(attempt)]),
  ];
}

function describeGateway({ desk, networkBps }: HealthFacts): HealthRow[] {
  if (desk === null) return [];
  const { handles, responses } = desk.gateway;
  return [
    {
      key: "gateway",
      name: words.gateway,
      mark: responses === 0 ? "ready" : "live",
      word: responses === 0 ? words.idle : words.ok,
      since: "",
      why: "",
      figures: [words.responses(responses), words.handles(handles), formatRate(networkBps)],
      isWrong: false,
    },
  ];
}

function describeStation({ wall, version, shell, desk }: HealthFacts): HealthRow {
  const displays = wall?.displays ?? [];
  const open = displays.filter(({ hasWindow }) => hasWindow).length;
  return {
    key: "station",
    name: wall?.stationName ?? words.station,
    mark: "live",
    word: words.ok,
    since: "",
    why: "",
    figures: [
      words.version(version),
      words.shell[shell],
      words.displaysOpen(open, displays.length),
      ...(desk === null ? [] : [words.screens(desk.screens)]),
    ],
    isWrong: false,
  };
}
