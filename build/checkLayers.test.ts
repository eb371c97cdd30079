import { expect, test } from "vitest";
import { judgeCalls, judgeImports, readImports } from "./checkLayers.ts";

test("finds imports, exports from, bare imports and dynamic imports", () => {
  const source = `import { a } from "./a.ts";\nexport { b } from "../b.ts";\nimport "c.css";\nconst d = import("d");\nimport type {\n  E,\n} from "e";`;
  expect(readImports(source).sort()).toEqual(["../b.ts", "./a.ts", "c.css", "d", "e"]);
});

test.each([
  ["electron/desk/hubClient.ts", "electron"],
  ["electron/desk/hubClient.ts", "../../hub/ports.ts"],
  ["electron/web/main.ts", "electron"],
  ["electron/preload.ts", "node:fs"],
  ["contract/cameras.ts", "node:fs"],
  ["hub/main.ts", "../electron/desk/createDesk.ts"],
  ["renderer/wall/Tile.tsx", "../media/createPlayer.ts"],
  ["renderer/wall/Tile.tsx", "../incidents/IncidentList.tsx"],
  ["renderer/media/hlsPlayer.ts", "react"],
  ["renderer/consent/TilePicture.tsx", "hls.js"],
  ["renderer/ui/Button.tsx", "../state/wallStore.ts"],
  ["elsewhere/x.ts", "zod"],
])("%s may not import %s", (file, specifier) => {
  expect(judgeImports(file, [specifier])).toHaveLength(1);
});

test.each([
  ["electron/desk/hubClient.ts", "../../contract/faults.ts"],
  ["electron/desk/gateway/handles.ts", "../hubClient.ts"],
  ["electron/windows.ts", "electron"],
  ["renderer/consent/TilePicture.tsx", "../media/createPlayer.ts"],
  ["renderer/console/Console.tsx", "../wall/Wall.tsx"],
  ["hub/media/live.ts", "../site/readClip.ts"],
])("%s may import %s", (file, specifier) => {
  expect(judgeImports(file, [specifier])).toEqual([]);
});

test("time, chance, network and console stay in port files", () => {
  const source = "const a = 1;\n// Date.now() in a comment\nconst b = Date.now();\nclient.fetch(a);";
  expect(judgeCalls("hub/consent/decide.ts", source)).toEqual([
    "hub/consent/decide.ts:3: Date.now(…) belongs in a port file",
  ]);
  expect(judgeCalls("hub/host/systemClock.ts", source)).toEqual([]);
});
