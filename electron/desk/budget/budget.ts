import type { DecodeBudget, DecodeForecast, DisplaySize } from "../../../contract/budget.ts";
import { MAX_TILES } from "../../../contract/wall.ts";
import type { Viewings } from "../consent/viewings.ts";
import type { CameraMirror } from "../mirrors/cameraMirror.ts";
import type { SampleBook } from "../mirrors/sampleBook.ts";
import type { DeskClock, Log } from "../ports.ts";
import type { WallKeeper } from "../wall/wall.ts";
import type { Windows } from "../windows/windows.ts";
import { createCapacity } from "./capacity.ts";
import { costOf } from "./decodeCost.ts";
import { type Demand, type DisplayFacts, describeDemand, type TileDemand } from "./describeDemand.ts";
import { createStrainGauge } from "./judgeStrain.ts";
import { listStation, type StationTile } from "./listStation.ts";
import { FIRST_PACE, paceSteps } from "./paceSteps.ts";
import { countSteps, planSteps, type Steps, sortByYield, sumCosts } from "./planSteps.ts";

/** The station's decode budget at work: what all tiles of all displays may cost, told to the windows as it changes. */
export interface Budget {
  /** Twice a second, and whenever tiles come or go: plans, moves one turn towards the plan, tells the windows. */
  turn(): void;
  /** Once a second: learns from what the windows reported whether the machine keeps up. */
  learn(): void;
  /** How large a display's pictures are, as a window measured it. */
  setSize(display: number, size: DisplaySize): void;
  /** What these tiles of one display would cost together with all other displays as they are. */
  forecast(display: number, facts: Omit<DisplayFacts, "size">, cameraIds: readonly (string | null)[]): DecodeForecast;
}

export interface BudgetParts {
  readonly viewings: Pick<Viewings, "tiles">;
  readonly windows: Windows;
  readonly wall: Pick<WallKeeper, "displays">;
  readonly cameras: Pick<CameraMirror, "find">;
  readonly samples: Pick<SampleBook, "all">;
  readonly clock: DeskClock;
  readonly log: Log;
  readonly cores: number;
  /** Pictures of 640×360 at 15 frames a second, at most; null where the machine decides. */
  readonly limit: number | null;
  readonly hardwareDecoders: number;
}

/** Cost of the picture the station's setting counts in: 640×360 at 15 frames a second, decoded in software. */
const UNIT = { name: "sub", widthPx: 640, heightPx: 360, fps: 15 } as const;

export function createBudget(parts: BudgetParts): Budget {
  const { windows, clock, log } = parts;
  const capacity = createCapacity(parts.cores, parts.limit === null ? null : parts.limit * costOf(UNIT, "all"));
  const gauge = createStrainGauge();
  const sizes = new Map<number, DisplaySize>();
  const told = new Map<string, string>();
  let steps: Steps = new Map();
  let pace = FIRST_PACE;

  function displays(): Map<number, DisplayFacts> {
    const all = parts.wall.displays();
    return new Map(all.map(({ display, layout }) => [display, { layout, size: sizes.get(display) ?? null }]));
  }

  function describe(tiles: readonly TileDemand[], facts = displays()): Demand {
    const isUsed = parts.samples.all().some(({ samples }) => samples.some(({ decoder }) => decoder === "hardware"));
    return describeDemand(tiles, facts, { decoders: parts.hardwareDecoders, isUsed });
  }

  function tell(station: readonly StationTile[], { tiles, isGuess }: Demand): void {
    const gaveWay = countSteps(steps);
    const shown: Omit<DecodeBudget, "allowances"> = {
      ...describeShares(tiles, steps),
      isGuess: isGuess || !capacity.isKnown(),
      gaveWay,
      kept: gaveWay.paused === 0 ? [] : listKept(station, tiles),
    };
    const byWindow = Map.groupBy(station, ({ windowId }) => windowId);
    for (const line of windows.all()) {
      const allowances = (byWindow.get(line.windowId) ?? []).flatMap(({ id }) => {
        const step = steps.get(id) ?? "full";
        return step === "full" ? [] : [{ claimId: id, step }];
      });
      const news = { ...shown, allowances: allowances.slice(0, MAX_TILES * 2) };
      const text = JSON.stringify(news);
      if (line.about === null || told.get(line.windowId) === text) continue;
      told.set(line.windowId, text);
      line.tell("budget.changed", news);
    }
    for (const windowId of told.keys()) if (windows.find(windowId) === undefined) told.delete(windowId);
  }

  function describeShares(tiles: Demand["tiles"], taken: Steps) {
    const share = (cost: number) => Math.round((cost / capacity.value()) * 100) / 100;
    return { wishedShare: share(sumCosts(tiles, new Map())), share: share(sumCosts(tiles, taken)) };
  }

  function listKept(station: readonly StationTile[], tiles: Demand["tiles"]): DecodeBudget["kept"] {
    const byId = new Map(station.map((tile) => [tile.id, tile]));
    const playing = sortByYield(tiles).filter(({ id }) => steps.get(id) !== "paused");
    const kept = playing.reverse().flatMap(({ id }) => byId.get(id) ?? []);
    return kept.slice(0, MAX_TILES).map(({ display, tile }) => ({ display, tile }));
  }

  return {
    turn() {
      const station = listStation(parts);
      const demand = describe(station);
      const move = {
        tiles: demand.tiles,
        present: steps,
        target: planSteps(demand.tiles, capacity.value()),
        playing: new Set(station.filter(({ isPlaying }) => isPlaying).map(({ id }) => id)),
        nowMs: clock.nowMs(),
        extraHoldMs: capacity.extraHoldMs(),
      };
      ({ steps, pace } = paceSteps(move, pace));
      tell(station, demand);
    },
    learn() {
      const station = listStation(parts);
      const { tiles } = describe(station);
      const strain = gauge.note(
        station.flatMap(({ frames }) => frames ?? []),
        clock.nowMs(),
      );
      const before = capacity.value();
      capacity.note({ running: sumCosts(tiles, steps), wished: sumCosts(tiles, new Map()), strain }, clock.nowMs());
      if (capacity.value() < before) log.warn("budget.strained", { strain: strain ?? 0, capacity: capacity.value() });
    },
    setSize: (display, size) => sizes.set(display, size),
    forecast(display, { layout }, cameraIds) {
      const others = listStation(parts).filter((tile) => tile.display !== display);
      const copies = Math.max(1, windows.all().filter(({ about }) => about?.display === display).length);
      const wished = Array.from({ length: copies }, (_, copy) =>
        cameraIds.flatMap((cameraId, at): TileDemand[] => {
          if (cameraId === null) return [];
          const streams = parts.cameras.find(cameraId)?.renditions ?? [];
          const place = { id: `${copy}.${at}`, display, tile: at + 1, rank: "visible" } as const;
          return [{ ...place, streams, hasKeyFrames: true, wanted: null, isFull: false }];
        }),
      );
      const facts = displays().set(display, { layout, size: sizes.get(display) ?? null });
      const { tiles, isGuess } = describe([...others, ...wished.flat()], facts);
      const planned = planSteps(tiles, capacity.value());
      return {
        ...describeShares(tiles, planned),
        isGuess: isGuess || !capacity.isKnown(),
        gaveWay: countSteps(planned),
      };
    },
  };
}
