import { delimiter, join } from "node:path";

/** The machine as far as finding a browser depends on it. */
export interface BrowserSurroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  isExecutable(path: string): boolean;
}

/** Names on the PATH of Linux and other Unixes, in order of preference. */
const COMMANDS = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "microsoft-edge-stable",
  "microsoft-edge",
];
const MAC_APPS = ["Google Chrome", "Chromium", "Microsoft Edge"];
const WINDOWS_BASES = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"];
const WINDOWS_PATHS = [
  ["Google", "Chrome", "Application", "chrome.exe"],
  ["Chromium", "Application", "chrome.exe"],
  ["Microsoft", "Edge", "Application", "msedge.exe"],
];

/** The wished browser where it can be run, else the first Chromium, Chrome or Edge of the system, else null. */
export function findBrowser(wished: string | undefined, surroundings: BrowserSurroundings): string | null {
  const candidates = wished === undefined ? listCandidates(surroundings) : [wished];
  return candidates.find((path) => surroundings.isExecutable(path)) ?? null;
}

function listCandidates({ platform, env }: BrowserSurroundings): string[] {
  if (platform === "win32") {
    const bases = WINDOWS_BASES.flatMap((name) => env[name] ?? []);
    return WINDOWS_PATHS.flatMap((parts) => bases.map((base) => join(base, ...parts)));
  }
  if (platform === "darwin") return MAC_APPS.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
}
