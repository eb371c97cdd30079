import { describe, expect, it } from "vitest";
import { centreView, followPlayhead, keepInside, MAX_VIEW_MS, MIN_VIEW_MS, panView, zoomView } from "./timeView.ts";

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 10, 23, 14);
const BOUNDS = { fromMs: NOW_MS - MAX_VIEW_MS, toMs: NOW_MS };
const VIEW = { fromMs: NOW_MS - 3 * HOUR_MS, toMs: NOW_MS - HOUR_MS };

describe("zooming", () => {
  it.each([0, 0.25, 0.5, 1])("leaves what is under a pointer at %d of the view where it is", (share) => {
    const atMs = VIEW.fromMs + share * 2 * HOUR_MS;
    const next = zoomView(VIEW, 2, atMs, BOUNDS);
    expect(next.toMs - next.fromMs).toBe(HOUR_MS);
    expect((atMs - next.fromMs) / HOUR_MS).toBeCloseTo(share, 9);
  });

  it("goes no further in than 100 ms and no further out than a week, however hard the wheel is turned", () => {
    const near = zoomView(VIEW, 1e12, VIEW.fromMs, BOUNDS);
    expect(near.toMs - near.fromMs).toBe(MIN_VIEW_MS);
    expect(zoomView(VIEW, 1e-12, VIEW.fromMs, BOUNDS)).toEqual(BOUNDS);
  });

  it("out at the edge of now shows no time that is still to come", () => {
    const next = zoomView({ fromMs: NOW_MS - HOUR_MS, toMs: NOW_MS }, 0.5, NOW_MS - HOUR_MS, BOUNDS);
    expect(next).toEqual({ fromMs: NOW_MS - 2 * HOUR_MS, toMs: NOW_MS });
  });

  it("in and out again by the same turns comes back to the same view within a millisecond", () => {
    const atMs = VIEW.fromMs + 1_234_567;
    let view = zoomView(VIEW, 1, atMs, BOUNDS);
    for (let turn = 0; turn < 40; turn++) view = zoomView(view, 1.2, atMs, BOUNDS);
    for (let turn = 0; turn < 40; turn++) view = zoomView(view, 1 / 1.2, atMs, BOUNDS);
    expect(Math.abs(view.fromMs - VIEW.fromMs)).toBeLessThan(1);
    expect(Math.abs(view.toMs - VIEW.toMs)).toBeLessThan(1);
  });
});

describe("moving", () => {
  it.each([
    ["back", -HOUR_MS, -4, -2],
    ["beyond now", 9 * HOUR_MS, -2, 0],
    ["beyond the beginning", -400 * HOUR_MS, -168, -166],
  ])("%s keeps the length and stays inside", (_name, byMs, fromHour, toHour) => {
    expect(panView(VIEW, byMs, BOUNDS)).toEqual({
      fromMs: NOW_MS + fromHour * HOUR_MS,
      toMs: NOW_MS + toHour * HOUR_MS,
    });
  });

  it("to a moment puts it in the middle", () => {
    const view = centreView(VIEW, NOW_MS - 20 * HOUR_MS, BOUNDS);
    expect(view).toEqual({ fromMs: NOW_MS - 21 * HOUR_MS, toMs: NOW_MS - 19 * HOUR_MS });
  });

  it("cuts a view that is longer than all there is", () => {
    const bounds = { fromMs: 0, toMs: 50 };
    expect(keepInside({ fromMs: -1_000, toMs: 1_000 }, bounds)).toEqual(bounds);
  });
});

describe("following the playhead", () => {
  const EARLY = panView(VIEW, -40 * HOUR_MS, BOUNDS);
  const at = (share: number) => EARLY.fromMs + share * 2 * HOUR_MS;

  it.each([
    ["in the middle", 0.5, false],
    ["at the beginning while it runs on", 0.01, false],
    ["at the end while it runs back", 0.99, true],
  ])("leaves the view alone %s", (_name, share, isBackwards) => {
    expect(followPlayhead(EARLY, at(share), isBackwards, BOUNDS)).toBe(EARLY);
  });

  it.each([
    ["on", 0.96, false, 0.1],
    ["back", 0.04, true, 0.9],
  ])("turns the page before it leaves, running %s", (_name, share, isBackwards, nextShare) => {
    const next = followPlayhead(EARLY, at(share), isBackwards, BOUNDS);
    expect((at(share) - next.fromMs) / (next.toMs - next.fromMs)).toBeCloseTo(nextShare, 9);
  });

  it("goes after a jump", () => {
    const atMs = NOW_MS - 100 * HOUR_MS;
    const next = followPlayhead(EARLY, atMs, false, BOUNDS);
    expect((next.fromMs + next.toMs) / 2).toBe(atMs);
  });

  it("does not turn a page that has none after it", () => {
    const last = { fromMs: NOW_MS - HOUR_MS, toMs: NOW_MS };
    expect(followPlayhead(last, NOW_MS, false, BOUNDS)).toBe(last);
  });
});
