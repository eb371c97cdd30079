import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { doubleApp } from "./app.ts";
import { configure, currentBrowser } from "./state.ts";

/**
 * Runs the built Electron main unchanged in the Electron double:
 * `node e2e/electronDouble/run.ts [--screens 1920x1080,2560x1440] [--devtools-port N] -- [flags of the program]`.
 * Without `--`, all arguments are the program's. The ready line gains `cdpUrl`, where tests find the windows.
 */

const ROOT = join(import.meta.dirname, "..", "..");
const DEFAULT_SCREENS = "1920x1080,1920x1080,1920x1080";

const args = process.argv.slice(2);
const split = args.indexOf("--");
const { values } = parseArgs({
  args: args.slice(0, Math.max(split, 0)),
  options: {
    screens: { type: "string", default: DEFAULT_SCREENS },
    "devtools-port": { type: "string", default: "0" },
    root: { type: "string", default: ROOT },
  },
});
configure({ root: values.root, screens: values.screens, devToolsPort: Number(values["devtools-port"]) });
process.argv = [process.execPath, values.root, ...args.slice(split + 1)];

const main = join(values.root, "dist", "electron", "main.js");
if (!existsSync(main)) {
  process.stderr.write(`${main} is not there: build the program first.\n`);
  process.exit(1);
}
const double = new URL("./electron.ts", import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron" ? { url: double, shortCircuit: true } : next(specifier, context),
});
addDevToolsToReadyLine();
await import(pathToFileURL(main).href);
// As in Electron: ready comes after the entry has been evaluated, whether or not anybody waits for it.
await doubleApp.whenReady();

function addDevToolsToReadyLine(): void {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (text: string | Uint8Array) => {
    const line = String(text);
    if (!line.startsWith('{"ready":true')) return write(text);
    process.stdout.write = write;
    return write(`${JSON.stringify({ ...JSON.parse(line), cdpUrl: currentBrowser().devToolsUrl })}\n`);
  };
}
