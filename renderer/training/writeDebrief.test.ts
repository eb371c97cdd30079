import { expect, it } from "vitest";
import type { TrainingDebrief } from "../../contract/training.ts";
import { writeDebrief } from "./writeDebrief.ts";

const DEBRIEF: TrainingDebrief = {
  title: "Shots heard",
  startedAtMs: 0,
  calls: [
    { incidentId: "T1-a", title: "Shots heard", positionMs: 10_000 },
    { incidentId: "T1-b", title: "Collision", positionMs: 135_000 },
  ],
  trainees: [
    {
      label: "A. Reyes",
      stations: ["Console 2"],
      items: [
        {
          ...{ positionMs: 22_000, atMs: 1, kind: "viewed", action: "view-live", cameraNumber: "205" },
          ...{ cameraName: "Mill St & 4th", incidentId: "T1-a", lastedMs: 95_000 },
        },
        {
          positionMs: 30_000,
          atMs: 2,
          kind: "viewed",
          action: "view-recorded",
          cameraNumber: "206",
          incidentId: "T1-a",
        },
        { positionMs: 41_000, atMs: 3, kind: "noted", incidentId: "T1-a" },
      ],
      answers: [
        { incidentId: "T1-a", isAnswered: true, firstPictureAfterMs: 12_000 },
        { incidentId: "T1-b", isAnswered: false, firstPictureAfterMs: null },
      ],
    },
  ],
  notes: [{ positionMs: 60_000, by: "J. Lindqvist", text: "Nobody looked at the bridge." }],
  isCut: false,
};

it("says of each trainee what was answered, missed and opened, and when; then the notes", () => {
  const lines = writeDebrief(DEBRIEF).split("\n");
  expect(lines.slice(2)).toEqual([
    "",
    "A. Reyes · Console 2",
    "- T1-a Shots heard: answered, first picture after 12 s",
    "- T1-b Collision: missed",
    "  00:22 opened 205 Mill St & 4th (01:35)",
    "  00:30 opened 206 (recorded) (still open)",
    "  00:41 noted on T1-a",
    "",
    "Notes for the debrief",
    "  01:00 J. Lindqvist: Nobody looked at the bridge.",
  ]);
});

it("says so where nobody did anything, and where more was done than is told", () => {
  const words = writeDebrief({ ...DEBRIEF, trainees: [], notes: [], isCut: true });
  expect(words).toContain("No trainee has done anything yet.");
  expect(words).toContain("More was done than fits here");
});
