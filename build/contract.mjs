// `npm run contract`: prints the hub's OpenAPI 3.1 document.

import { join } from "node:path";
import { prepare, ROOT } from "./prepare.mjs";
import { runProgram } from "./runProgram.mjs";

const { node } = prepare({ needsBrowser: false, needsMediaTools: false });
runProgram(node, [join(ROOT, "build", "printContract.ts")]);
