export interface BrowserArgsOptions {
  readonly profileDir: string;
  /** Where the application window starts; the secret is not in it, because command lines are readable by others. */
  readonly origin: string;
  readonly isSandboxed: boolean;
  readonly extra: readonly string[];
}

/** A window of its own, a profile of its own, nothing that asks, calls home or slows a window that is not in front. */
const FIXED_ARGS = [
  "--remote-debugging-pipe",
  "--start-maximized",
  "--disable-popup-blocking",
  "--disable-renderer-backgrounding",
  "--disable-backgrounding-occluded-windows",
  "--disable-background-timer-throttling",
  "--autoplay-policy=no-user-gesture-required",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--disable-session-crashed-bubble",
  "--hide-crash-restore-bubble",
  "--password-store=basic",
  "--use-mock-keychain",
];

/** Command line of the browser. */
export function chooseBrowserArgs({ profileDir, origin, isSandboxed, extra }: BrowserArgsOptions): string[] {
  const sandbox = isSandboxed ? [] : ["--no-sandbox"];
  return [...FIXED_ARGS, ...sandbox, `--user-data-dir=${profileDir}`, ...extra, `--app=${origin}/`];
}
