import { beforeEach, expect, test } from "vitest";
import { createHandClock, type HandClock } from "../media/testKit.ts";
import { createReplayActions, type ReplayActions } from "./replays.ts";
import { createStores, type Stores } from "./stores.ts";

const NOW_MS = 1_700_000_000_000;
let hand: HandClock;
let stores: Stores;
let actions: ReplayActions;

beforeEach(() => {
  hand = createHandClock();
  stores = createStores();
  actions = createReplayActions(stores, hand);
  stores.clock.setState({ hubNowMs: NOW_MS });
  stores.link.setState({
    identity: { windowId: "w", display: 1, kind: "console", version: "1", isWall: false },
  });
  putOnWall(["cam-1", null, "cam-3"]);
});

function putOnWall(tiles: readonly (string | null)[]): void {
  const marks = { sequences: [], pinned: [], hotspot: null, purpose: null, purposeSetAtMs: null, hasWindow: false };
  const display = (number: number) => ({ display: number, layout: "2x2" as const, tiles: [...tiles], ...marks });
  stores.wall.setState({
    wall: { revision: 1, stationName: "Station", displays: [display(1), display(2)], canUndo: false },
  });
}

const replayOf = (tile: number) => stores.replays.getState().byTile.get(tile);

test("each press goes 30 seconds further back, from now, and the fourth no further", () => {
  const backs: (number | undefined)[] = [];
  for (let press = 0; press < 4; press += 1) {
    expect(actions.replay(1)).toBe(true);
    backs.push(NOW_MS - (replayOf(1)?.clock.atMs() ?? 0));
  }
  expect(backs).toEqual([30_000, 60_000, 90_000, 90_000]);
});

test("it runs at once, and what is asked for begins before the furthest press and rolls on with now", () => {
  actions.replay(1);
  hand.pass(1_000);
  const replay = replayOf(1);
  expect(NOW_MS - (replay?.clock.atMs() ?? 0)).toBe(29_000);
  expect(replay?.range.toMs).toBeNull();
  expect(NOW_MS - (replay?.range.fromMs ?? 0)).toBeGreaterThan(90_000);
});

test("a paused replay runs again when it is asked for again", () => {
  actions.replay(1);
  replayOf(1)?.clock.pause();
  actions.replay(1);
  expect(replayOf(1)?.clock.isPlaying).toBe(true);
});

test("back to live ends it, and a tile that is live has nothing to end", () => {
  actions.replay(1);
  expect([actions.endReplay(1), actions.endReplay(1)]).toEqual([true, false]);
  expect(replayOf(1)).toBeUndefined();
});

test("two tiles replay apart from one another", () => {
  actions.replay(1);
  actions.replay(3);
  actions.replay(3);
  expect([replayOf(1)?.backMs, replayOf(3)?.backMs]).toEqual([30_000, 60_000]);
});

test("another camera in the tile begins anew", () => {
  actions.replay(1);
  actions.replay(1);
  putOnWall(["cam-9", null, null]);
  actions.replay(1);
  expect(replayOf(1)).toMatchObject({ cameraId: "cam-9", backMs: 30_000 });
});

test("the selected tile is meant where none is named", () => {
  stores.selection.setState({ tile: 3 });
  actions.replay();
  expect(replayOf(3)?.cameraId).toBe("cam-3");
});

const nothing: readonly [string, () => void][] = [
  ["an empty tile", () => stores.selection.setState({ tile: 2 })],
  ["a tile drawn as a diagram here", () => stores.selection.setState({ display: 2 })],
  ["a window that does not know the time", () => stores.clock.setState({ hubNowMs: null })],
];
test.each(nothing)("%s has nothing to replay", (_name, arrange) => {
  arrange();
  expect(actions.replay()).toBe(false);
  expect(stores.replays.getState().byTile.size).toBe(0);
});

test("why there is none is said for a while, and a new try takes the words away", () => {
  actions.replay(1);
  actions.refuseReplay(1, "Why.");
  expect(replayOf(1)).toBeUndefined();
  expect(stores.replays.getState().said.get(1)).toBe("Why.");
  hand.pass(6_000);
  expect(stores.replays.getState().said.size).toBe(0);
  actions.replay(1);
  actions.refuseReplay(1, "Again.");
  actions.replay(1);
  expect(stores.replays.getState().said.size).toBe(0);
});
