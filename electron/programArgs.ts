/** Switches for Chromium itself, such as the packaged Linux program has in its desktop file. */
const CHROMIUM_SWITCHES = ["--ozone-platform="];

/**
 * What of the command line is meant for us. Unpackaged, Electron's own flags and the program's folder come first;
 * packaged, there is only the program's name.
 */
export function takeProgramArgs(argv: readonly string[], isPackaged: boolean): string[] {
  const folderAt = argv.findIndex((arg, index) => index > 0 && !arg.startsWith("-"));
  const args = argv.slice(isPackaged ? 1 : folderAt === -1 ? argv.length : folderAt + 1);
  return args.filter((arg) => !CHROMIUM_SWITCHES.some((name) => arg.startsWith(name)));
}
