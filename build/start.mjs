// `npm start`: prepares what is missing, then starts Electron where its binary is there or can be fetched,
// else the web shell, and says which and why in one line.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { prepare, ROOT, say } from "./prepare.mjs";
import { runProgram } from "./runProgram.mjs";

const FETCH_LIMIT_MS = 120_000;
/** How long a failed fetch of the Electron binary is remembered, so that a warm start does not wait for it again. */
const FETCH_AGAIN_AFTER_MS = 24 * 3_600_000;

const electronFolder = join(ROOT, "node_modules", "electron");
const failureMark = join(ROOT, "node_modules", ".cache", "glasshouse", "electronUnavailable");

function findElectron() {
  const pathFile = join(electronFolder, "path.txt");
  if (!existsSync(pathFile)) return undefined;
  const binary = join(electronFolder, "dist", readFileSync(pathFile, "utf8"));
  return existsSync(binary) ? binary : undefined;
}

function fetchElectron(node) {
  if (existsSync(failureMark) && Date.now() - statSync(failureMark).mtimeMs < FETCH_AGAIN_AFTER_MS) return undefined;
  say("Fetching the Electron binary …");
  spawnSync(node, [join(electronFolder, "install.js")], { stdio: "ignore", timeout: FETCH_LIMIT_MS });
  const found = findElectron();
  if (found === undefined) {
    mkdirSync(dirname(failureMark), { recursive: true });
    writeFileSync(failureMark, "");
  }
  return found;
}

/** Switches come as flags or as environment variables, as the program itself reads them. */
function isGiven(name) {
  const value = process.env[`GLASSHOUSE_${name.toUpperCase().replaceAll("-", "_")}`] ?? "";
  return args.includes(`--${name}`) || ["1", "true", "yes"].includes(value);
}

function chooseShell(node) {
  if (isGiven("web")) return { reason: "--web was given" };
  if (isGiven("help")) return { reason: "--help was given" };
  const hasDisplay = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasDisplay) return { reason: "there is no display for Electron" };
  const electron = findElectron() ?? fetchElectron(node);
  return electron === undefined ? { reason: "the Electron binary could not be fetched" } : { electron };
}

const args = process.argv.slice(2);
const needsBrowser = !isGiven("no-open") && !isGiven("help");
const { node, browser } = prepare({ needsBrowser, needsMediaTools: false });
const { electron, reason } = chooseShell(node);
if (electron !== undefined) {
  say("Starting in Electron.");
  // On Wayland a program cannot place its windows, and a wall is nothing without places.
  const platformArgs = process.platform === "linux" ? ["--ozone-platform=x11"] : [];
  runProgram(electron, [...platformArgs, ROOT, ...args]);
} else {
  if (!isGiven("help")) say(`Starting the web shell: ${reason}.`);
  const env = browser === undefined ? process.env : { ...process.env, GLASSHOUSE_BROWSER: browser };
  runProgram(node, [join(ROOT, "dist", "web", "main.js"), ...args], env);
}
