import { expect, it } from "vitest";
import { takeProgramArgs } from "./programArgs.ts";

it.each([
  ["of a checkout come after its folder", ["electron", "--inspect=0", "/repo", "--port", "1"], false, ["--port", "1"]],
  ["of a checkout may be absent", ["electron", "."], false, []],
  ["of a packaged program come first", ["/opt/glasshouse", "--port", "1"], true, ["--port", "1"]],
  ["are without Chromium's own switches", ["/opt/glasshouse", "--ozone-platform=x11", "--web"], true, ["--web"]],
])("arguments %s", (_, argv, isPackaged, args) => {
  expect(takeProgramArgs(argv, isPackaged)).toEqual(args);
});
