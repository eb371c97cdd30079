import { beforeEach, describe, expect, test } from "vitest";
import type { DecodeBudget } from "../../../contract/budget.ts";
import type { PlaybackSample } from "../../../contract/viewingCalls.ts";
import type { ClaimedTile } from "../consent/viewings.ts";
import { makePermit } from "../testing/consentBench.ts";
import { createHandClock } from "../testing/handClock.ts";
import { createTestLog } from "../testing/openTestDesk.ts";
import { createDisplay } from "../wall/editDisplays.ts";
import { createWindowLine } from "../windows/windowLine.ts";
import { createWindows } from "../windows/windows.ts";
import { createBudget } from "./budget.ts";

const HD = { widthPx: 1_920, heightPx: 1_080 };
const SIZES = { main: [1_280, 720], sub: [640, 360], thumb: [320, 180] } as const;
const STREAMS = (["main", "sub", "thumb"] as const).map((rendition) => ({
  ...{ rendition, widthPx: SIZES[rendition][0], heightPx: SIZES[rendition][1] },
  path: `/v1/media/v/live/${rendition}.flv`,
}));
const [offer] = makePermit("a", "v", "city").media;

/** Two windows of four tiles each, all playing the rendition their size asks for. */
function openStation(limit: number | null, cores = 8) {
  const clock = createHandClock();
  const windows = createWindows();
  const told = new Map<string, DecodeBudget[]>();
  const log = createTestLog();
  const ids = [1, 2].map((display) => {
    const line = createWindowLine({
      ...{ number: display, handlers: {} as never, admit: () => {}, clock, log },
      send: (reply) => {
        if (reply.kind === "event") told.get(line.windowId)?.push(reply.payload as DecodeBudget);
      },
    });
    line.about = { kind: display === 1 ? "console" : "display", display };
    told.set(line.windowId, []);
    windows.add(line);
    return line.windowId;
  });
  const cameras = ["a", "b", "c", "d"];
  const displays = [1, 2].map((display) => ({
    ...createDisplay(display),
    layout: "2x2" as const,
    tiles: cameras.map((name) => `${name}${display}`),
    pinned: display === 2 ? [4] : [],
  }));
  let tiles: ClaimedTile[] = displays.flatMap(({ display, tiles: names }) =>
    names.map((cameraId, at) => ({
      ...{ claimId: `claim-${cameraId}`, windowId: ids[display - 1] ?? "", display, tile: at + 1, cameraId },
      offers: offer === undefined ? [] : STREAMS.map((stream) => ({ ...offer, ...stream })),
      hasFlv: true,
    })),
  );
  const samples = new Map<string, PlaybackSample>();
  for (const { claimId } of tiles) samples.set(claimId, makeSample(claimId));
  const budget = createBudget({
    ...{ windows, clock, log, cores, limit, hardwareDecoders: 16 },
    viewings: { tiles: () => tiles },
    wall: { displays: () => displays },
    cameras: { find: () => undefined },
    samples: {
      all: () =>
        ids.map((windowId) => {
          const own = tiles.filter((tile) => tile.windowId === windowId);
          return { windowId, atMs: 0, samples: own.flatMap(({ claimId }) => samples.get(claimId) ?? []) };
        }),
    },
  });
  const change = (claimId: string, next: Partial<PlaybackSample>) =>
    samples.set(claimId, { ...makeSample(claimId), ...samples.get(claimId), ...next });
  return {
    ...{ budget, clock, change, samples, log, displays },
    last: (display: 1 | 2) => told.get(ids[display - 1] ?? "")?.at(-1),
    toldTo: (display: 1 | 2) => told.get(ids[display - 1] ?? "") ?? [],
    close: (display: number) => {
      tiles = tiles.filter((tile) => tile.display !== display);
    },
    /** Seconds pass, with frames as many as `shown` says. */
    live(seconds: number, shown = 15) {
      for (let n = 0; n < seconds * 2; n++) {
        clock.advance(500);
        if (n % 2 === 1) {
          for (const [claimId, sample] of samples) {
            samples.set(claimId, { ...sample, framesPresented: sample.framesPresented + shown });
          }
          budget.learn();
        }
        budget.turn();
      }
    },
  };
}

function makeSample(claimId: string): PlaybackSample {
  return {
    ...{ claimId, state: "live", frameAgeMs: 400, framesPresented: 0, framesLost: 0, rendition: "sub", frames: "all" },
    ...{ wanted: "sub", isSelected: claimId === "claim-a1", isFull: false, isCovered: false, decoder: "software" },
    ...{ attempt: 0, sinceMs: 0, reason: null },
  };
}

const stepsOf = (budget: DecodeBudget | undefined) =>
  Object.fromEntries((budget?.allowances ?? []).map(({ claimId, step }) => [claimId.slice("claim-".length), step]));

let station: ReturnType<typeof openStation>;

describe("a station", () => {
  beforeEach(() => {
    station = openStation(null);
  });

  test("with room tells its windows what it takes, and that its limit is a guess", () => {
    station.budget.turn();
    expect(station.last(1)).toMatchObject({ share: 0.04, wishedShare: 0.04, isGuess: true, allowances: [], kept: [] });
    expect(station.last(2)).toEqual(station.last(1));
  });

  test("tells nothing twice", () => {
    station.live(5);
    expect(station.toldTo(1)).toHaveLength(1);
  });

  test("that loses frames on all tiles lets them give way, and takes it back when it does not any more", () => {
    station = openStation(null, 1);
    station.live(12, 8);
    expect(station.log.has("budget.strained")).toBe(true);
    const low = station.last(1)?.gaveWay;
    expect((low?.smaller ?? 0) + (low?.key ?? 0) + (low?.paused ?? 0)).toBeGreaterThan(0);
    station.live(300, 15);
    expect(station.last(1)?.gaveWay).toEqual({ smaller: 0, key: 0, paused: 0 });
  });

  test("where one camera alone stutters takes nothing from anybody", () => {
    for (let n = 0; n < 20; n++) {
      station.live(1, 15);
      station.change("claim-b1", { framesPresented: n });
    }
    expect(station.last(1)?.allowances).toEqual([]);
  });
});

describe("a station at its limit", () => {
  beforeEach(() => {
    station = openStation(3);
  });

  test("keeps what is selected and pinned, over all displays, and names the rest to each window alone", () => {
    station.live(5);
    expect(stepsOf(station.last(1))).toMatchObject({ b1: "key", c1: "key", d1: "key" });
    expect(stepsOf(station.last(1))).not.toHaveProperty("a1");
    expect(Object.keys(stepsOf(station.last(2)))).toEqual(["a2", "b2", "c2"]);
    expect(station.last(1)?.share).toBeLessThanOrEqual(1);
    expect(station.last(1)?.wishedShare).toBeGreaterThan(2);
  });

  test("pauses the last ones when even key frames are too many, and says which tiles were kept, first the selected", () => {
    station = openStation(2);
    station.live(5);
    expect(station.last(1)?.gaveWay.paused).toBeGreaterThan(0);
    expect(station.last(1)?.kept.slice(0, 2)).toEqual([
      { display: 1, tile: 1 },
      { display: 2, tile: 4 },
    ]);
  });

  test("gives a tile the operator selects its picture at the next turn", () => {
    station.live(5);
    station.change("claim-d1", { isSelected: true });
    station.change("claim-a1", { isSelected: false });
    station.live(0.5);
    expect(stepsOf(station.last(1))).not.toHaveProperty("d1");
    station.live(2);
    expect(stepsOf(station.last(1))).toHaveProperty("a1");
  });

  test("gives room back, one step in 3 s, when a display is closed", () => {
    station.live(5);
    station.close(2);
    const levels: number[] = [];
    for (let n = 0; n < 10; n++) {
      station.live(3);
      levels.push(station.last(1)?.gaveWay.key ?? 0);
    }
    expect([levels[0], levels.at(-1)]).toEqual([2, 1]);
    for (const [at, level] of levels.entries()) expect((levels[at - 1] ?? level) - level).toBeLessThanOrEqual(1);
  });

  test("foretells what another wall would cost and what would give way, without opening it", () => {
    station.budget.setSize(1, HD);
    const before = station.toldTo(1).length;
    const some = ["a1", null, "b1", "c1"];
    const one = station.budget.forecast(1, { layout: "1x1" }, ["a1"]);
    const four = station.budget.forecast(1, { layout: "2x2" }, some);
    expect(four.wishedShare).toBeGreaterThan(one.wishedShare);
    expect(four.gaveWay.smaller + four.gaveWay.key + four.gaveWay.paused).toBeGreaterThan(0);
    expect([four.isGuess, station.toldTo(1).length]).toEqual([true, before]);
  });
});
