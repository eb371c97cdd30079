import { parseArgs } from "node:util";
import { LOG_LEVELS, type LogLevel } from "./host/standardLog.ts";
import { type RecordOptions, readRecordOptions } from "./readRecordOptions.ts";

/** The hub's flags. Each has an environment variable of the same name: `--log-level` is `GLASSHOUSE_LOG_LEVEL`. */
const FLAGS = {
  port: { value: "PORT", help: "port to listen on; 0 takes any free one (default 0)" },
  data: { value: "DIR", help: "folder of the database and the signing key (default ./glasshouse-hub)" },
  site: { value: "DIR", help: "site folder (default: the training site)" },
  host: { value: "NAME", help: "address to listen on (default 127.0.0.1); beyond loopback a certificate is needed" },
  "tls-cert": { value: "FILE", help: "certificate, PEM" },
  "tls-key": { value: "FILE", help: "its key, PEM" },
  evening: { value: "FACTOR", help: "play an evening of calls for training, so many times faster than life" },
  "evening-seed": { value: "N", help: "which evening (default 1)" },
  "training-wall": {
    value: null,
    help: "let stations of a training site run without an operator until one is forbidden",
  },
  record: {
    value: "DIR",
    help: "record cameras into this folder, as far as their owners' terms let the hub (default off)",
  },
  "record-limit-gb": { value: "N", help: "most that recordings take, gigabytes (default: the disk but for a tenth)" },
  "record-days": { value: "N", help: "longest that recordings stay, days; terms may say less (default 7)" },
  "record-renditions": { value: "NAMES", help: "what is recorded of each camera: main,sub,thumb (default main,sub)" },
  "log-level": { value: "LEVEL", help: `${LOG_LEVELS.join(", ")} (default warn)` },
} as const;
type FlagName = keyof typeof FLAGS;

const DEFAULT_DATA_DIR = "glasshouse-hub";
const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);
const MAX_PORT = 65_535;

export interface RunOptions {
  readonly port: number;
  readonly dataDir: string;
  /** Undefined for the training site. */
  readonly siteDir: string | undefined;
  readonly host: string;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly logLevel: LogLevel;
  readonly evening: { readonly factor: number; readonly seed: number } | undefined;
  readonly allowsTrainingWall: boolean;
  /** Undefined where nothing is recorded. */
  readonly record: RecordOptions | undefined;
}

/** What to run; `"help"` when asked for it; or, for flags that make no sense, the sentence to say. */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): RunOptions | "help" | { readonly refusal: string } {
  const given = readFlags(args);
  if (typeof given === "string") return given === "help" ? given : { refusal: given };
  const read = (name: FlagName): string | undefined => given[name] ?? env[nameVariable(name)];
  const port = Number(read("port") ?? 0);
  const host = read("host") ?? "127.0.0.1";
  const certFile = read("tls-cert");
  const keyFile = read("tls-key");
  const logLevel = LOG_LEVELS.find((level) => level === (read("log-level") ?? "warn"));
  if (!Number.isInteger(port) || port < 0 || port > MAX_PORT)
    return { refusal: "--port must be a number from 0 to 65535." };
  if (logLevel === undefined) return { refusal: `--log-level must be one of ${LOG_LEVELS.join(", ")}.` };
  if ((certFile === undefined) !== (keyFile === undefined)) {
    return { refusal: "--tls-cert and --tls-key go together." };
  }
  const tls = certFile === undefined || keyFile === undefined ? undefined : { certFile, keyFile };
  if (tls === undefined && !LOOPBACK.has(host)) {
    return { refusal: "--host beyond this machine needs --tls-cert and --tls-key." };
  }
  const evening = readEvening(read("evening"), read("evening-seed"));
  if (evening === "wrong") return { refusal: "--evening must be a number from 1 to 1000, --evening-seed a whole one." };
  const record = readRecordOptions({
    ...{ dir: read("record"), limitGb: read("record-limit-gb") },
    ...{ days: read("record-days"), renditions: read("record-renditions") },
  });
  if (record !== undefined && "refusal" in record) return record;
  const allowsTrainingWall = ["1", "true", "yes"].includes(read("training-wall") ?? "");
  const [dataDir, siteDir] = [read("data") ?? DEFAULT_DATA_DIR, read("site")];
  return { port, host, tls, logLevel, evening, allowsTrainingWall, dataDir, siteDir, record };
}

const MAX_FACTOR = 1_000;

function readEvening(factorText: string | undefined, seedText = "1"): RunOptions["evening"] | "wrong" {
  if (factorText === undefined) return undefined;
  const [factor, seed] = [Number(factorText), Number(seedText)];
  const isUsable = factor >= 1 && factor <= MAX_FACTOR && Number.isSafeInteger(seed) && seed >= 0;
  return isUsable ? { factor, seed } : "wrong";
}

function readFlags(args: readonly string[]): Partial<Record<FlagName, string>> | string {
  const names = Object.keys(FLAGS) as FlagName[];
  const flags = Object.fromEntries(
    names.map((name) => [name, { type: FLAGS[name].value === null ? ("boolean" as const) : ("string" as const) }]),
  );
  try {
    const { values } = parseArgs({ args: [...args], options: { ...flags, help: { type: "boolean" } } });
    if (values.help === true) return "help";
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? value : "1"]),
    );
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split(/[.\n]/, 1)[0] : "These flags were not understood";
    return `${reason}; --help lists the flags.`;
  }
}

function nameVariable(name: FlagName): string {
  return `GLASSHOUSE_${name.toUpperCase().replaceAll("-", "_")}`;
}

export function describeFlags(): string {
  const lines = Object.entries(FLAGS).map(
    ([name, { value, help }]) => `  ${`--${name} ${value ?? ""}`.padEnd(26)} ${help}`,
  );
  const mirror = "Every flag can be given as an environment variable too, for example GLASSHOUSE_LOG_LEVEL.";
  return ["The Glasshouse hub.", "", ...lines, `  ${"--help".padEnd(26)} this list`, "", mirror, ""].join("\n");
}
