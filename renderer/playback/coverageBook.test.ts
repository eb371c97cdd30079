import { beforeEach, describe, expect, it } from "vitest";
import { Fault } from "../../contract/faults.ts";
import type { RecordedCoverage } from "../../contract/recorded.ts";
import { createHandClock } from "../media/testKit.ts";
import { createCoverageBook } from "./coverageBook.ts";

const NOW_MS = 1_000_000_000;
const DAY_MS = 86_400_000;
const WHOLE = { fromMs: NOW_MS - DAY_MS, toMs: null };

let questions: [tile: number, fromMs: number, toMs: number, stepMs: number][];
let signals: AbortSignal[];
let answers: ((value: RecordedCoverage | Error | null) => void)[];
let hand: ReturnType<typeof createHandClock>;
let book: ReturnType<typeof createCoverageBook>;
beforeEach(() => {
  questions = [];
  signals = [];
  answers = [];
  hand = createHandClock();
  book = createCoverageBook({
    clock: hand,
    nowMs: () => NOW_MS,
    read: (tile, { fromMs, toMs, stepMs }, signal) => {
      questions.push([tile, fromMs, toMs, stepMs]);
      signals.push(signal);
      return new Promise((resolve, reject) => {
        answers.push((value) => (value instanceof Error ? reject(value) : resolve(value)));
      });
    },
  });
});

async function answer(
  spans: RecordedCoverage["spans"] | Error | null,
  stepMs = questions.at(-1)?.[3] ?? 0,
): Promise<void> {
  answers.shift()?.(Array.isArray(spans) ? { spans, range: WHOLE, stepMs } : spans);
  // As many turns as the book has awaits behind one another.
  for (let turn = 0; turn < 8; turn++) await Promise.resolve();
}

describe("the coverage of a camera", () => {
  it("is read whole at first, no finer than a screen shows", async () => {
    book.setTiles([{ tile: 101, range: WHOLE }]);
    expect(questions).toEqual([[101, NOW_MS - DAY_MS, NOW_MS, DAY_MS / 1_500]]);
    expect(book.get(101)).toBeNull();
    await answer([{ fromMs: NOW_MS - 500, toMs: NOW_MS }]);
    expect(book.get(101)?.spans).toEqual([{ fromMs: NOW_MS - 500, toMs: NOW_MS }]);
    expect(book.get(101)?.known).toEqual({ fromMs: NOW_MS - DAY_MS, toMs: NOW_MS });
  });

  it("is read finer where the timeline rests, once for as long as it stays there", async () => {
    book.setTiles([{ tile: 101, range: WHOLE }]);
    await answer([{ fromMs: NOW_MS - DAY_MS, toMs: NOW_MS }]);
    const view = { fromMs: NOW_MS - 60_000, toMs: NOW_MS - 30_000 };
    book.setView({ fromMs: NOW_MS - DAY_MS, toMs: NOW_MS });
    book.setView(view);
    expect(questions).toHaveLength(1);
    hand.pass(250);
    expect(questions[1]).toEqual([101, NOW_MS - 90_000, NOW_MS, 20]);
    await answer([{ fromMs: NOW_MS - 90_000, toMs: NOW_MS - 40_000 }]);
    expect(book.get(101)?.spans).toEqual([{ fromMs: NOW_MS - DAY_MS, toMs: NOW_MS - 40_000 }]);
    book.setView(view);
    hand.pass(250);
    expect(questions).toHaveLength(2);
  });

  it("of a range that rolls on is read again, of one that ended is not", async () => {
    book.setTiles([
      { tile: 101, range: WHOLE },
      { tile: 102, range: { fromMs: 0, toMs: 1_000 } },
    ]);
    await answer([]);
    await answer([]);
    hand.pass(10_000);
    expect(questions.slice(2).map(([tile]) => tile)).toEqual([101]);
  });

  it("that could not be read is asked for again, and what was known stays", async () => {
    book.setTiles([{ tile: 101, range: WHOLE }]);
    await answer(new Fault("HUB_UNREACHABLE"));
    expect(book.get(101)).toBeNull();
    hand.pass(1_000);
    await answer(null);
    hand.pass(1_000);
    await answer([{ fromMs: 1, toMs: 2 }]);
    hand.pass(10_000);
    await answer(new Fault("HUB_UNREACHABLE"));
    expect(book.get(101)?.spans).toEqual([{ fromMs: 1, toMs: 2 }]);
  });

  it("is forgotten with its tile and with its range, and a late answer does not bring it back", async () => {
    book.setTiles([{ tile: 101, range: WHOLE }]);
    book.setTiles([{ tile: 101, range: { fromMs: 5, toMs: 10 } }]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    await answer([{ fromMs: NOW_MS - 500, toMs: NOW_MS }]);
    expect(book.get(101)).toBeNull();
    await answer([{ fromMs: 5, toMs: 6 }]);
    expect(book.get(101)?.spans).toEqual([{ fromMs: 5, toMs: 6 }]);
    book.setTiles([]);
    expect(book.get(101)).toBeNull();
  });

  it("asks nothing more once it is closed", () => {
    book.setTiles([{ tile: 101, range: WHOLE }]);
    book.close();
    hand.pass(60_000);
    expect(questions).toHaveLength(1);
  });
});
