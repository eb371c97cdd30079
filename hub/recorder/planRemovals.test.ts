import { expect, test } from "vitest";
import { planRemovals, type Removable, type RoomFacts } from "./planRemovals.ts";

const NOW_MS = 1_000_000;
const ROOM: RoomFacts = {
  ...{ nowMs: NOW_MS, usedBytes: 400, limitBytes: 1_000, freeBytes: 1_000 },
  ...{ reserveBytes: 100, wantedBytes: 0 },
};
/** Four files of two cameras, by turns, 100 bytes each. */
const FILES: readonly Removable[] = ["a1", "b1", "a2", "b2"].map((path, index) => ({
  ...{ path, bytes: 100, fromMs: index * 100_000, toMs: (index + 2) * 100_000 },
  ...{ keepMs: 2_000_000, isHeld: false },
}));

function plan(files: readonly Removable[], changes: Partial<RoomFacts> = {}) {
  const { expired, early, isEnough } = planRemovals(files, { ...ROOM, ...changes });
  return [expired.map(({ path }) => path), early.map(({ path }) => path), isEnough];
}
const hold = (...paths: string[]) => FILES.map((file) => ({ ...file, isHeld: paths.includes(file.path) }));

test.each([
  ["nothing goes while there is room and time", plan(FILES), [[], [], true]],
  ["the oldest goes first, whosever it is", plan(FILES, { usedBytes: 1_150 }), [[], ["a1", "b1"], true]],
  ["what is wanted counts as if it were there", plan(FILES, { usedBytes: 950, wantedBytes: 60 }), [[], ["a1"], true]],
  ["others on the disk keep their reserve", plan(FILES, { freeBytes: 20 }), [[], ["a1"], true]],
  ["a held one never goes", plan(hold("a1", "b1"), { usedBytes: 1_100 }), [[], ["a2"], true]],
  [
    "when all that may go is not enough, all of it goes",
    plan(hold("a1"), { usedBytes: 1_500 }),
    [[], ["b1", "a2", "b2"], false],
  ],
  ["where nothing may go, that is said", plan(hold("a1", "b1", "a2", "b2"), { freeBytes: 0 }), [[], [], false]],
])("%s", (_, found, expected) => {
  expect(found).toEqual(expected);
});

test("what was kept long enough goes, by each camera's own time, unless it is held", () => {
  const files = FILES.map((file) => ({ ...file, keepMs: file.path.startsWith("a") ? 600_000 : 2_000_000 }));
  expect(plan(files)).toEqual([["a1", "a2"], [], true]);
  expect(plan(files.map((file) => ({ ...file, isHeld: file.path === "a1" })))).toEqual([["a2"], [], true]);
});

test("what has to go anyway makes room for what need not", () => {
  const files = FILES.map((file) => ({ ...file, keepMs: file.path === "b2" ? 100_000 : 2_000_000 }));
  expect(plan(files, { usedBytes: 1_100 })).toEqual([["b2"], [], true]);
});
