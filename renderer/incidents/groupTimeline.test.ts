import { expect, test } from "vitest";
import type { TimelineEntry } from "../../contract/incidentTimeline.ts";
import { groupTimeline } from "./groupTimeline.ts";

const entry = (seq: number, change: Partial<TimelineEntry>): TimelineEntry => ({
  ...{ seq, atMs: 1_000_000 + seq, kind: "view-opened", by: "A. Reyes" },
  ...change,
});

test("views opened in one act are one line, those of others or of later are not", () => {
  const groups = groupTimeline([
    entry(9, { cameraId: "c4", atMs: 1_020_000 }),
    entry(5, { cameraId: "c3", by: "S. Ito" }),
    entry(4, { cameraId: "c2" }),
    entry(3, { cameraId: "c1" }),
    entry(2, { kind: "updated" }),
    entry(1, { kind: "updated" }),
  ]);
  expect(groups.map(({ kind, by, cameraIds }) => [kind, by, cameraIds])).toEqual([
    ["view-opened", "A. Reyes", ["c4"]],
    ["view-opened", "S. Ito", ["c3"]],
    ["view-opened", "A. Reyes", ["c1", "c2"]],
    ["updated", "A. Reyes", []],
    ["updated", "A. Reyes", []],
  ]);
});

test("views that ended for different reasons are different lines", () => {
  const groups = groupTimeline([
    entry(2, { kind: "view-ended", cause: "owner-withdrew", cameraId: "c1" }),
    entry(1, { kind: "view-ended", cause: "incident-closed", cameraId: "c2" }),
  ]);
  expect(groups).toHaveLength(2);
});
