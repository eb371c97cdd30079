import { expect, it } from "vitest";
import { createStartQueue } from "./startQueue.ts";

function createBench(maxPending: number) {
  const queue = createStartQueue(maxPending);
  const started: string[] = [];
  const enter = (name: string, isUrgent = false) =>
    queue.enter({ isUrgent: () => isUrgent, start: () => started.push(name) });
  return { enter, started };
}

it("starts no more at once than it has places", () => {
  const { enter, started } = createBench(2);
  for (const name of ["a", "b", "c"]) enter(name);
  expect(started).toEqual(["a", "b"]);
});

it("gives a freed place to the urgent one first, then in order", () => {
  const { enter, started } = createBench(1);
  const leaveFirst = enter("a");
  enter("b");
  const leaveUrgent = enter("selected", true);
  leaveFirst();
  leaveUrgent();
  expect(started).toEqual(["a", "selected", "b"]);
});

it("forgets one that gave up waiting, and frees a place only once", () => {
  const { enter, started } = createBench(1);
  const leave = enter("a");
  enter("b")();
  enter("c");
  enter("d");
  leave();
  leave();
  expect(started).toEqual(["a", "c"]);
});
