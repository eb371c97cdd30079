import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadSite } from "../site/loadSite.ts";
import { SITE_DIR } from "../test/startTestHub.ts";
import { checkScenario } from "./checkScenario.ts";
import { loadScenarios } from "./loadScenarios.ts";

const { site } = loadSite(SITE_DIR);
const PLACE = { lat: 41.05, lng: -68.42, accuracyM: 5 };
const CALL = { do: "call", call: "a", kind: "noise", title: "Music", priority: 4, place: "Alder St", position: PLACE };
const base = { id: "one", title: "One", summary: "", durationMs: 60_000 };
const check = (events: object[], more: object = {}) => checkScenario({ ...base, ...more, events }, site).problems;

test("the shipped scenarios have no problem, and last as long as they say", () => {
  const { byId, refused } = loadScenarios(SITE_DIR, site);
  expect(refused).toEqual([]);
  expect([...byId.keys()]).toEqual(["shots-heard-mill-4th"]);
  expect(byId.get("shots-heard-mill-4th")?.durationMs).toBe(720_000);
});

test.each<[string, object[], object, (string | RegExp)[]]>([
  ["a camera nobody knows", [{ do: "withdraw", atMs: 1, cameraId: "cam-9999" }], {}, [/no camera cam-9999/]],
  [
    "events out of order",
    [
      { ...CALL, atMs: 9 },
      { do: "close", atMs: 3, call: "a" },
    ],
    {},
    [/comes after one at 9 ms/],
  ],
  ["an event after the end", [{ ...CALL, atMs: 60_001 }], {}, [/after the scenario's end at 60000 ms/]],
  ["a scenario that is too long", [{ ...CALL, atMs: 1 }], { durationMs: 7_200_001 }, [/^durationMs: /]],
  ["no event", [], {}, [/^events: /]],
  ["a field nobody knows", [{ ...CALL, atMs: 1, colour: "red" }], {}, [/colour/]],
  [
    "a call twice",
    [
      { ...CALL, atMs: 1 },
      { ...CALL, atMs: 2 },
    ],
    {},
    [/a call a already/],
  ],
  [
    "an update of a closed call",
    [
      { ...CALL, atMs: 1 },
      { do: "close", atMs: 2, call: "a" },
      { do: "update", atMs: 3, call: "a", priority: 1 },
    ],
    {},
    [/closed by then/],
  ],
  [
    "an update that changes nothing",
    [
      { ...CALL, atMs: 1 },
      { do: "update", atMs: 2, call: "a" },
    ],
    {},
    [/changes nothing/],
  ],
  [
    "a camera given again that was not taken",
    [{ do: "share", atMs: 1, cameraId: "cam-205" }],
    {},
    [/was not withdrawn/],
  ],
  [
    "a camera taken twice",
    [
      { do: "withdraw", atMs: 1, cameraId: "cam-205" },
      { do: "withdraw", atMs: 2, cameraId: "cam-205" },
    ],
    {},
    [/withdrawn already/],
  ],
  ["an owner who is never asked", [{ do: "owner", atMs: 1, cameraId: "cam-205", answer: "yes" }], {}, [/is not asked/]],
  [
    "a place beyond the poles",
    [{ ...CALL, atMs: 1, position: { ...PLACE, lat: 91 } }],
    {},
    [/^events\[0\]\.position\.lat: /],
  ],
  [
    "every problem at once",
    [
      { do: "close", atMs: 5, call: "b" },
      { do: "camera", atMs: 4, cameraId: "cam-x", fault: "offline" },
      { do: "camera", atMs: 90_000, cameraId: "cam-R1", fault: "offline" },
    ],
    {},
    [/no call b before/, /comes after one at 5/, /no camera cam-x/, /after the scenario's end/, /no (camera|picture)/],
  ],
])("%s is named", (_name, events, more, expected) => {
  const problems = check(events, more);
  expect(problems).toHaveLength(expected.length);
  for (const [index, one] of expected.entries()) expect(problems?.[index]).toMatch(one);
});

test("a wrong file costs itself alone, and says why; the same id twice is refused", () => {
  const dir = mkdtempSync(join(tmpdir(), "glasshouse-scenarios-"));
  const folder = join(dir, "scenarios");
  mkdirSync(folder);
  const good = JSON.stringify({ ...base, events: [{ ...CALL, atMs: 1 }] });
  writeFileSync(join(folder, "a.json"), good);
  writeFileSync(join(folder, "b.json"), good);
  writeFileSync(join(folder, "c.json"), '{"id": ');
  writeFileSync(join(folder, "d.json"), " ".repeat(1_100_000));
  writeFileSync(join(folder, "notes.txt"), "not a scenario");
  const { byId, refused } = loadScenarios(dir, site);
  rmSync(dir, { recursive: true });
  expect([...byId.keys()]).toEqual(["one"]);
  expect(refused.map(({ file }) => file)).toEqual(["b.json", "c.json", "d.json"]);
  expect(refused.map(({ problems }) => problems.join())).toEqual([
    "id: one is used by another file",
    expect.stringMatching(/not JSON/),
    expect.stringMatching(/larger than/),
  ]);
});

test("a site without scenarios has none", () => {
  expect(loadScenarios("/nowhere", site)).toEqual({ byId: new Map(), refused: [] });
});
