// `npm run bench` and `npm run bench:quick`: prepares what is missing, then measures the built program.

import { join } from "node:path";
import { prepare, ROOT } from "./prepare.mjs";
import { runProgram } from "./runProgram.mjs";

const { node, browser } = prepare({ needsBrowser: true, needsMediaTools: true });
const env = browser === undefined ? process.env : { ...process.env, GLASSHOUSE_BROWSER: browser };
runProgram(node, [join(ROOT, "e2e/bench/bench.ts"), ...process.argv.slice(2)], env);
