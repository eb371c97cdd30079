// `npm run hub`: the reference hub alone.

import { join } from "node:path";
import { prepare, ROOT } from "./prepare.mjs";
import { runProgram } from "./runProgram.mjs";

const { node } = prepare({ needsBrowser: false, needsMediaTools: false });
runProgram(node, [join(ROOT, "dist", "hub", "main.js"), ...process.argv.slice(2)]);
