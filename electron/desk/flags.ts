import { join, resolve } from "node:path";
import { findTemplateFault, MAX_TILE_ZOOM } from "./map/tileTemplate.ts";
import type { BaseMapOptions } from "./ports.ts";

/** What a shell is told at its start: one table of flags, mirrored by `GLASSHOUSE_*` environment variables. */

interface FlagFacts {
  /** Placeholder of the value in the help; null for a switch. */
  readonly value: string | null;
  readonly words: string;
}

export const FLAGS = {
  port: { value: "N", words: "port of the window page on this machine; 0, the default, takes any free one" },
  data: { value: "DIR", words: "data folder of this station; made where it is missing" },
  snapshots: {
    value: "DIR",
    words: "where snapshots are kept, in a folder for each operator; Pictures/Glasshouse where absent",
  },
  hub: { value: "URL", words: "use this hub instead of the embedded one" },
  enrol: { value: "CODE", words: "enrolment code for a hub this station is not yet known to" },
  site: { value: "DIR", words: "site folder of the embedded hub; the training site where absent" },
  map: { value: "SOURCE", words: "base map: a template of tile addresses with {z}, {x} and {y}, or a .pmtiles file" },
  "map-attribution": { value: "TEXT", words: "whose base map it is, shown at its edge" },
  "map-cache": { value: "MB", words: "most its tiles may take on the disk; 256 where absent" },
  "map-zoom": { value: "N", words: "deepest zoom the tile server has; 19 where absent" },
  wall: { value: null, words: "run as a wall by itself: full screen, without console, input or operator" },
  "no-open": { value: null, words: "open no window, only print the address (web shell)" },
  web: { value: null, words: "use the web shell even where Electron is there" },
  browser: { value: "PATH", words: "the Chromium, Chrome or Edge to open windows in (web shell)" },
  "browser-flags": { value: "LIST", words: "further flags for that browser, separated by spaces (web shell)" },
  "decode-limit": { value: "N", words: "most pictures of 640×360 decoded at once; what the machine can where absent" },
  "hardware-decoders": { value: "N", words: "hardware decoders of the graphics card; 16 on Linux, 32 elsewhere" },
  "no-sandbox": { value: null, words: "run Chromium without its sandbox, for machines that forbid one" },
  help: { value: null, words: "print this list" },
} as const satisfies Record<string, FlagFacts>;

type FlagName = keyof typeof FLAGS;
const FLAG_NAMES = Object.keys(FLAGS) as FlagName[];
const HIGHEST_PORT = 65_535;

export interface Flags {
  readonly port: number;
  readonly dataDir: string;
  readonly snapshotDir: string;
  /** Absent: the embedded hub. */
  readonly hubUrl?: string;
  readonly enrolCode?: string;
  readonly siteDir?: string;
  readonly baseMap: BaseMapOptions;
  readonly isOpening: boolean;
  /** Runs by itself: no console, no input, and signed in as the station. */
  readonly isWall: boolean;
  readonly browserPath?: string;
  readonly browserFlags: readonly string[];
  readonly isSandboxed: boolean;
  readonly decodeLimit?: number;
  readonly hardwareDecoders?: number;
}

export type ParsedFlags =
  | { readonly kind: "run"; readonly flags: Flags }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "wrong"; readonly sentence: string };

/** The machine as far as flags depend on it. */
export interface FlagSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly homeDir: string;
}

type Given = Map<FlagName, string>;
type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly sentence: string };

/** Reads `--name value`, `--name=value` and switches; a flag wins over its environment variable. */
export function parseFlags(args: readonly string[], surroundings: FlagSurroundings): ParsedFlags {
  const fromArgs = readArgs(args);
  if (!fromArgs.ok) return { kind: "wrong", sentence: fromArgs.sentence };
  const given: Given = new Map([...readEnv(surroundings.env), ...fromArgs.value]);
  if (given.has("help")) return { kind: "help", text: describeFlags() };
  return checkGiven(given, surroundings);
}

export function envNameOf(flag: FlagName): string {
  return `GLASSHOUSE_${flag.toUpperCase().replaceAll("-", "_")}`;
}

/** The help text, one flag per line. */
export function describeFlags(): string {
  const lines = FLAG_NAMES.map((name) => {
    const { value, words } = FLAGS[name];
    return `  ${`--${name}${value === null ? "" : ` ${value}`}`.padEnd(24)} ${words}`;
  });
  return ["Flags (each also as an environment variable, such as GLASSHOUSE_PORT):", ...lines, ""].join("\n");
}

function isFlagName(name: string): name is FlagName {
  return Object.hasOwn(FLAGS, name);
}

function readArgs(args: readonly string[]): Outcome<Given> {
  const given: Given = new Map();
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [, name = "", inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (!isFlagName(name)) return { ok: false, sentence: `${JSON.stringify(arg)} is not a flag; --help lists them.` };
    if (FLAGS[name].value === null) {
      if (inline !== undefined) return { ok: false, sentence: `--${name} takes no value.` };
      given.set(name, "1");
      continue;
    }
    const value = inline ?? rest.shift();
    if (value === undefined || value === "") return { ok: false, sentence: `--${name} needs a value.` };
    given.set(name, value);
  }
  return { ok: true, value: given };
}

function readEnv(env: FlagSurroundings["env"]): Given {
  const given: Given = new Map();
  for (const name of FLAG_NAMES) {
    const value = env[envNameOf(name)];
    if (value === undefined || value === "") continue;
    if (FLAGS[name].value === null && !["1", "true", "yes"].includes(value)) continue;
    given.set(name, value);
  }
  return given;
}

function checkGiven(given: Given, surroundings: FlagSurroundings): ParsedFlags {
  const port = Number(given.get("port") ?? "0");
  if (!Number.isInteger(port) || port < 0 || port > HIGHEST_PORT) {
    return { kind: "wrong", sentence: `--port must be a number from 0 to ${HIGHEST_PORT}.` };
  }
  const hubUrl = given.get("hub");
  if (hubUrl !== undefined && !isHubUrl(hubUrl)) {
    return { kind: "wrong", sentence: "--hub must be an address such as https://hub.example." };
  }
  const baseMap = readBaseMap(given);
  if (!baseMap.ok) return { kind: "wrong", sentence: baseMap.sentence };
  const decode = readDecodeFlags(given);
  if (!decode.ok) return { kind: "wrong", sentence: decode.sentence };
  const enrolCode = given.get("enrol");
  const siteDir = given.get("site");
  const browserPath = given.get("browser");
  const flags: Flags = {
    port,
    dataDir: given.get("data") ?? chooseDataDir(surroundings),
    baseMap: baseMap.value,
    snapshotDir: given.get("snapshots") ?? join(surroundings.homeDir, "Pictures", "Glasshouse"),
    isOpening: !given.has("no-open"),
    isWall: given.has("wall"),
    browserFlags: (given.get("browser-flags") ?? "").split(" ").filter((flag) => flag !== ""),
    isSandboxed: !given.has("no-sandbox"),
    ...(hubUrl === undefined ? {} : { hubUrl: new URL(hubUrl).origin }),
    ...(enrolCode === undefined ? {} : { enrolCode }),
    ...(siteDir === undefined ? {} : { siteDir }),
    ...(browserPath === undefined ? {} : { browserPath }),
    ...decode.value,
  };
  return { kind: "run", flags };
}

const CACHE_MB = { least: 1, most: 100_000, usual: 256 };
const USUAL_TILE_ZOOM = 19;
const BYTES_PER_MB = 1_000_000;
/** Most maps there are tiles and files of, and what their licence asks for (ODbL). */
const USUAL_ATTRIBUTION = "© OpenStreetMap contributors";

function readBaseMap(given: Given): Outcome<BaseMapOptions> {
  const source = given.get("map");
  const attribution = given.get("map-attribution") ?? (source === undefined ? "" : USUAL_ATTRIBUTION);
  if (attribution.length > 300) return { ok: false, sentence: "--map-attribution is longer than 300 characters." };
  if (source === undefined) return { ok: true, value: { kind: "site", attribution } };
  if (source.endsWith(".pmtiles") && !source.includes("://"))
    return { ok: true, value: { kind: "pmtiles", path: resolve(source), attribution } };
  const fault = findTemplateFault(source);
  if (fault !== null) return { ok: false, sentence: `--map is neither a .pmtiles file nor a template: ${fault}.` };
  const cacheMb = Number(given.get("map-cache") ?? CACHE_MB.usual);
  if (!(cacheMb >= CACHE_MB.least && cacheMb <= CACHE_MB.most))
    return { ok: false, sentence: `--map-cache must be a number from ${CACHE_MB.least} to ${CACHE_MB.most}.` };
  const maxZoom = Number(given.get("map-zoom") ?? USUAL_TILE_ZOOM);
  if (!Number.isInteger(maxZoom) || maxZoom < 0 || maxZoom > MAX_TILE_ZOOM)
    return { ok: false, sentence: `--map-zoom must be a whole number from 0 to ${MAX_TILE_ZOOM}.` };
  const cacheBytes = cacheMb * BYTES_PER_MB;
  return { ok: true, value: { kind: "raster", template: source, attribution, maxZoom, cacheBytes } };
}

function readDecodeFlags(given: Given): Outcome<Pick<Flags, "decodeLimit" | "hardwareDecoders">> {
  const limit = given.get("decode-limit");
  const decoders = given.get("hardware-decoders");
  for (const [name, text, least] of [
    ["decode-limit", limit, 1],
    ["hardware-decoders", decoders, 0],
  ] as const) {
    const isWhole = text === undefined || /^\d{1,4}$/.test(text);
    if (!isWhole || Number(text ?? least) < least) {
      return { ok: false, sentence: `--${name} must be a whole number from ${least} to 9999.` };
    }
  }
  return {
    ok: true,
    value: {
      ...(limit === undefined ? {} : { decodeLimit: Number(limit) }),
      ...(decoders === undefined ? {} : { hardwareDecoders: Number(decoders) }),
    },
  };
}

/** An origin without path, credentials or query. */
function isHubUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const isBare = url.pathname === "/" && url.search === "" && url.hash === "";
  return ["http:", "https:"].includes(url.protocol) && url.username === "" && url.password === "" && isBare;
}

/** Where programs of this platform keep the data of one user. */
function chooseDataDir({ env, platform, homeDir }: FlagSurroundings): string {
  if (platform === "win32") return join(env.LOCALAPPDATA ?? join(homeDir, "AppData", "Local"), "Glasshouse");
  if (platform === "darwin") return join(homeDir, "Library", "Application Support", "Glasshouse");
  return join(env.XDG_DATA_HOME ?? join(homeDir, ".local", "share"), "glasshouse");
}
