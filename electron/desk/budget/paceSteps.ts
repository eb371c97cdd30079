import { BUDGET_STEPS, type BudgetStep } from "../../../contract/budget.ts";
import { type BudgetTile, type Steps, sortByYield } from "./planSteps.ts";

/** Recovery: one step of one tile in this time, and none so soon after something had to give way. */
const RISE_EVERY_MS = 3_000;
const HOLD_AFTER_DROP_MS = 5_000;
/** Pauses at once, so that a wall far beyond the machine is relieved before it stalls; teardowns stay few per frame. */
const PAUSES_PER_TURN = 4;

/** When tiles last went down and up, on the desk's clock. */
export interface Pace {
  readonly droppedAtMs: number;
  readonly roseAtMs: number;
}

export const FIRST_PACE: Pace = { droppedAtMs: Number.NEGATIVE_INFINITY, roseAtMs: Number.NEGATIVE_INFINITY };

export interface Move {
  readonly tiles: readonly BudgetTile[];
  readonly present: Steps;
  readonly target: Steps;
  /** Tiles with a picture on the glass: only a change of those costs a switch. */
  readonly playing: ReadonlySet<string>;
  readonly nowMs: number;
  /** How much longer than usual nothing rises, because it was tried and failed. */
  readonly extraHoldMs: number;
}

const levelOf = (step: BudgetStep | undefined) => BUDGET_STEPS.indexOf(step ?? "full");

/**
 * One turn, half a second after the last, from what tiles have towards what the plan gives them: at most one change of
 * a playing stream and a few pauses down; up one step of the most important tile every 3 s, 5 s after the last drop.
 * Tiles that do not play yet, and the one the operator has just selected, get theirs at once.
 */
export function paceSteps(move: Move, pace: Pace): { readonly steps: Steps; readonly pace: Pace } {
  const { tiles, present, target, playing, nowMs } = move;
  const steps = new Map<string, BudgetStep>();
  const falling: BudgetTile[] = [];
  const rising: BudgetTile[] = [];
  for (const tile of sortByYield(tiles)) {
    const aim = target.get(tile.id) ?? "full";
    const has = present.get(tile.id);
    const isFree = has === undefined || tile.rank === "selected" || (!playing.has(tile.id) && has !== "paused");
    steps.set(tile.id, isFree ? aim : has);
    if (isFree) continue;
    if (levelOf(aim) > levelOf(has)) falling.push(tile);
    else if (levelOf(aim) < levelOf(has)) rising.unshift(tile);
  }
  if (falling.length > 0) {
    for (const { id } of chooseFalls(falling, target)) steps.set(id, target.get(id) ?? "full");
    return { steps, pace: { ...pace, droppedAtMs: nowMs } };
  }
  const [first] = rising;
  const isHeld =
    nowMs - pace.droppedAtMs < HOLD_AFTER_DROP_MS + move.extraHoldMs || nowMs - pace.roseAtMs < RISE_EVERY_MS;
  if (first === undefined || isHeld) return { steps, pace };
  const next = BUDGET_STEPS[levelOf(steps.get(first.id)) - 1] ?? "full";
  steps.set(first.id, levelOf(next) < levelOf(target.get(first.id)) ? (target.get(first.id) ?? "full") : next);
  return { steps, pace: { ...pace, roseAtMs: nowMs } };
}

function chooseFalls(falling: readonly BudgetTile[], target: Steps): BudgetTile[] {
  const isPause = ({ id }: BudgetTile) => target.get(id) === "paused";
  const pauses = falling.filter(isPause).slice(0, PAUSES_PER_TURN);
  return pauses.length > 0 ? pauses : falling.slice(0, 1);
}
