import type { FootageItem } from "../../contract/footage.ts";
import { footageWords as words } from "../ui/footageWords.ts";
import { formatClock } from "../ui/format.ts";

/** One line per camera: whose it is, and what may be known of the answer. */
export function FootageItems({ label, items }: { label: string; items: readonly FootageItem[] }) {
  return (
    <ul className="footageItems" aria-label={label}>
      {items.map((item) => (
        <li key={item.cameraId} data-answer={item.answer}>
          <b className="rowNumber">{item.number}</b>
          <span className="rowName">{item.name}</span>
          <span className="nearestOwner">{item.ownerLabel}</span>
          <span className="footageAnswer">{describeAnswer(item)}</span>
        </li>
      ))}
    </ul>
  );
}

function describeAnswer({ answer, omission, span }: FootageItem): string {
  const more = [
    ...(omission === undefined ? [] : [words.omissions[omission]]),
    ...(span === undefined ? [] : [words.part(formatClock(span.fromMs), formatClock(span.toMs))]),
  ];
  return [words.answers[answer], ...more].join(": ");
}
