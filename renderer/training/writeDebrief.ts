import type { DebriefItem, Trainee, TrainingDebrief } from "../../contract/training.ts";
import { formatClock, formatCountdown } from "../ui/format.ts";
import { trainingWords as words } from "../ui/trainingWords.ts";

/** One step of a trainee in words: `opened 205 Mill St & 4th, south`. */
export function describeItem({ kind, action, cameraNumber, cameraName, incidentId }: DebriefItem): string {
  const camera = cameraNumber === undefined ? "" : `${cameraNumber} ${cameraName ?? ""}`.trim();
  const more = action === "view-recorded" ? words.recordedView : action === "snapshot" ? words.pictureKept : "";
  return [words.kinds[kind], camera === "" ? incidentId : camera, more].filter(Boolean).join(" ");
}

/** How long a view lasted; empty for what is no view. */
export function describeLasted({ kind, lastedMs }: DebriefItem): string {
  if (kind !== "viewed") return "";
  return lastedMs === undefined ? words.going : formatCountdown(lastedMs);
}

/** What became of a call at a trainee's hands: `answered, first picture after 12 s`. */
export function describeAnswer({ isAnswered, firstPictureAfterMs }: Trainee["answers"][number]): string {
  if (!isAnswered) return words.missed;
  const picture =
    firstPictureAfterMs === null ? words.noPicture : words.firstPicture(words.seconds(firstPictureAfterMs));
  return `${words.answered}, ${picture}`;
}

/** The debrief as plain text, to be pasted into a report. */
export function writeDebrief(debrief: TrainingDebrief): string {
  const { title, startedAtMs, trainees, notes, calls, isCut } = debrief;
  const titles = new Map(calls.map((call) => [call.incidentId, `${call.incidentId} ${call.title}`]));
  const people = trainees.flatMap(({ label, stations, items, answers }) => [
    "",
    [label, ...stations].join(" · "),
    ...answers.map((answer) => `- ${titles.get(answer.incidentId) ?? answer.incidentId}: ${describeAnswer(answer)}`),
    ...items.map((item) => {
      const lasted = describeLasted(item);
      return `  ${formatCountdown(item.positionMs)} ${describeItem(item)}${lasted === "" ? "" : ` (${lasted})`}`;
    }),
  ]);
  const said = notes.map(({ positionMs, by, text }) => `  ${formatCountdown(positionMs)} ${by}: ${text}`);
  return [
    `${words.mark} · ${words.debrief}: ${title}, ${formatClock(startedAtMs)}`,
    words.debriefFrom,
    ...(isCut ? [words.debriefCut] : []),
    ...(trainees.length === 0 ? ["", words.nobody] : people),
    ...(said.length === 0 ? [] : ["", words.notes, ...said]),
  ].join("\n");
}
