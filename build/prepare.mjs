// Brings a checkout to where the program can run: packages, browser, built entries. Plain JavaScript for Node 18 and
// up without dependencies, because it runs before any are installed. Everything it says goes to standard error:
// standard output belongs to the program's first line.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The undici client and node:sqlite as used here need this much where the packaged Node is missing. */
const OLDEST_OWN_NODE = [22, 19];

export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/** Prints one sentence and ends: nothing here is worth a stack trace. */
export function giveUp(sentence) {
  say(sentence);
  process.exit(1);
}

function run(command, args, options = {}) {
  // Standard output of tools is sent to our standard error (2).
  return spawnSync(command, args, {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32" && !command.endsWith(".exe"),
    ...options,
  });
}

function hashFile(path) {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** Packages are installed again whenever the lock file differs from the one they were installed from. */
function ensurePackages() {
  const stamp = join(ROOT, "node_modules", ".glasshouse-lock");
  const lockHash = hashFile(join(ROOT, "package-lock.json"));
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lockHash) return;
  say("Installing packages …");
  const result = run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (result.status !== 0) giveUp("npm could not install the packages. Check the network and run the command again.");
  writeFileSync(stamp, lockHash);
}

/** The packaged Node 24; else this machine's own where it is new enough. */
export function findNode() {
  const file = process.platform === "win32" ? "node.exe" : "node";
  const packaged = join(ROOT, "node_modules", "node", "bin", file);
  if (existsSync(packaged)) return packaged;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_OWN_NODE[0] || (major === OLDEST_OWN_NODE[0] && minor >= OLDEST_OWN_NODE[1])) {
    return process.execPath;
  }
  return giveUp("Node 22.19 or newer is needed: npm did not install the packaged one. Install Node and run again.");
}

const SOURCES = ["contract", "hub", "electron", "renderer", "build", "package-lock.json"];

function describeSources() {
  const hash = createHash("sha256");
  const walk = (path) => {
    const facts = statSync(path);
    if (facts.isDirectory()) {
      for (const name of readdirSync(path).sort()) walk(join(path, name));
    } else {
      hash.update(`${relative(ROOT, path)} ${facts.size} ${facts.mtimeMs}\n`);
    }
  };
  for (const name of SOURCES) walk(join(ROOT, name));
  return hash.digest("hex");
}

/** Builds only what has changed since the last build: a warm start pays for a listing of the sources alone. */
function ensureBuilt(node) {
  const stamp = join(ROOT, "dist", ".sources");
  const sources = describeSources();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === sources) return;
  say("Building …");
  const result = run(node, [join(ROOT, "build", "buildAll.ts")]);
  if (result.status !== 0) giveUp("The build failed; its messages are above.");
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, sources);
}

const BROWSERS = {
  linux: [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((name) => {
    const base = process.env[name];
    if (base === undefined) return [];
    return [join(base, "Google/Chrome/Application/chrome.exe"), join(base, "Microsoft/Edge/Application/msedge.exe")];
  }),
};

/** The first Chromium, Chrome or Edge found; `GLASSHOUSE_BROWSER` wins. */
export function findBrowser() {
  const asked = process.env.GLASSHOUSE_BROWSER;
  if (asked !== undefined && existsSync(asked)) return asked;
  for (const name of BROWSERS[process.platform] ?? []) {
    if (name.includes("/") || name.includes("\\")) {
      if (existsSync(name)) return name;
      continue;
    }
    for (const folder of (process.env.PATH ?? "").split(":")) {
      if (folder !== "" && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  return findPlaywrightBrowser();
}

function findPlaywrightBrowser() {
  const node = findNode();
  const script = "process.stdout.write(require('@playwright/test').chromium.executablePath())";
  const path = spawnSync(node, ["-e", script], { cwd: ROOT, encoding: "utf8" }).stdout;
  return path !== "" && existsSync(path) ? path : undefined;
}

function hasCommand(name) {
  return spawnSync(name, ["-version"], { stdio: "ignore" }).error === undefined;
}

const canUseApt = () => process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

/** Root on Debian gets packages from apt; anyone else gets Playwright's own download. */
function ensureBrowser() {
  const found = findBrowser();
  if (found !== undefined) return found;
  say("No Chromium, Chrome or Edge was found: installing one …");
  if (canUseApt()) installFromDebian(["chromium"]);
  else run(findNode(), [join(ROOT, "node_modules", "@playwright", "test", "cli.js"), "install", "chromium"]);
  return findBrowser();
}

function installFromDebian(packages) {
  run("apt-get", ["-qq", "update"]);
  run("apt-get", ["-qq", "-y", "--no-install-recommends", "install", ...packages], {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}

/**
 * @param {{ needsBrowser: boolean, needsMediaTools: boolean }} needs
 * @returns {{ node: string, browser: string | undefined }} what to run with
 */
export function prepare({ needsBrowser, needsMediaTools }) {
  ensurePackages();
  const node = findNode();
  ensureBuilt(node);
  if (needsMediaTools && !hasCommand("ffmpeg") && canUseApt()) {
    say("Installing ffmpeg for the tests …");
    installFromDebian(["ffmpeg"]);
  }
  return { node, browser: needsBrowser ? ensureBrowser() : undefined };
}
