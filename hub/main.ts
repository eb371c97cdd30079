import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Fault } from "../contract/faults.ts";
import { createHub, type Hub } from "./createHub.ts";
import { findParentChannel } from "./host/parentChannel.ts";
import { createStandardLog } from "./host/standardLog.ts";
import { createSystemChance } from "./host/systemChance.ts";
import { createSystemClock } from "./host/systemClock.ts";
import { describeFlags, type RunOptions, readOptions } from "./readOptions.ts";

/** The hub as a program. Its first line of standard output says that it is ready and where. */

/** Everything must be gone within 5 s of SIGTERM; what has not closed by then is left to the operating system. */
const CLOSE_LIMIT_MS = 4_000;

const options = readOptions(process.argv.slice(2), process.env);
if (options === "help") process.stdout.write(describeFlags());
else if ("refusal" in options) refuse(options.refusal);
else await run(options);

async function run(options: RunOptions): Promise<void> {
  const clock = createSystemClock();
  const log = createStandardLog(options.logLevel);
  const packageDir = findPackageDir();
  const siteDir = resolve(options.siteDir ?? join(packageDir, "assets", "site"));
  try {
    const { port, host, evening, tls: files, allowsTrainingWall, record: wished } = options;
    const dataDir = resolve(options.dataDir);
    const tls = files && { cert: readFileSync(files.certFile), key: readFileSync(files.keyFile) };
    const record = wished && { ...wished, dir: resolve(wished.dir) };
    const version = readVersion(packageDir);
    const hub = await createHub({
      port,
      host,
      tls,
      dataDir,
      siteDir,
      version,
      allowsTrainingWall,
      ffmpeg: process.env.FFMPEG_PATH,
      clock,
      chance: createSystemChance(),
      log,
      evening,
      record,
    });
    endWithParent(hub, () => clock.after(CLOSE_LIMIT_MS, () => process.exit(0)));
    await announce(hub, options);
  } catch (cause) {
    if (cause instanceof Fault) return refuse(cause.message);
    // A certificate that cannot be read, an address that is not ours: the system's own words say which.
    if (cause instanceof Error && "code" in cause) return refuse(`The hub could not start: ${cause.message}.`);
    throw cause;
  }
}

async function announce(hub: Hub, { host, tls }: RunOptions): Promise<void> {
  const shown = host.includes(":") ? `[${host}]` : host;
  const url = `${tls === undefined ? "http" : "https"}://${shown}:${hub.port}`;
  const enrolCode = await hub.makeEnrolCode();
  const channel = findParentChannel();
  // An embedded hub hands the code to its desk alone; one that runs by itself, to whoever started it.
  const first = channel === undefined ? { enrolCode } : {};
  process.stdout.write(`${JSON.stringify({ ready: true, url, hubUrl: url, ownerUrl: `${url}/owner`, ...first })}\n`);
  if (channel !== undefined) channel.send({ type: "ready", port: hub.port, enrolCode });
  else
    process.stderr.write(`To enrol a desk, once, within 10 minutes: npm start -- --hub ${url} --enrol ${enrolCode}\n`);
}

function endWithParent(hub: Hub, armLimit: () => void): void {
  let isEnding = false;
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    armLimit();
    hub.close().finally(() => process.exit(0));
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, end);
  findParentChannel()?.onGone(end);
}

function refuse(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

/** The nearest folder above that holds a package.json: sources and built entries lie at different depths. */
function findPackageDir(): string {
  let dir = import.meta.dirname;
  while (!existsSync(join(dir, "package.json")) && dirname(dir) !== dir) dir = dirname(dir);
  return dir;
}

function readVersion(packageDir: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8"));
  const version = typeof manifest === "object" && manifest !== null && "version" in manifest ? manifest.version : "";
  return typeof version === "string" ? version : "";
}
