import type { TileState } from "../../contract/tileStates.ts";
import { stateWords } from "../ui/codeWords.ts";
import { tileWords } from "../ui/tileWords.ts";

/** What is written below a picture that is kept. */
export interface SnapshotFacts {
  readonly camera: string;
  readonly operator: string;
  readonly station: string;
  readonly purpose: string;
  readonly state: TileState;
  /** Hub time of the capture; null where nobody vouches for one. */
  readonly capturedAtMs: number | null;
  readonly frameAgeMs: number | null;
  readonly viewingId: string;
  readonly auditSeq: number;
}

const SECOND_MS = 1_000;

/** Where and what; when; who and why; by which decision: four lines, in UTC, so that no machine's zone has a say. */
export function describeSnapshot(facts: SnapshotFacts): string[] {
  const { camera, operator, station, purpose, state, capturedAtMs, frameAgeMs, viewingId, auditSeq } = facts;
  const age = frameAgeMs === null ? "" : tileWords.snapshotAge((frameAgeMs / SECOND_MS).toFixed(1));
  const captured =
    capturedAtMs === null
      ? tileWords.snapshotTimeUnknown
      : tileWords.snapshotTime(`${new Date(capturedAtMs).toISOString().slice(0, 19).replace("T", " ")} UTC`);
  return [
    camera,
    [captured, age, stateWords[state]].filter(Boolean).join(" · "),
    [operator, station, purpose].filter(Boolean).join(" · "),
    tileWords.snapshotProof(viewingId, auditSeq),
  ];
}

/** Lines no longer than so many characters, broken at spaces where there are any. */
export function wrapLines(lines: readonly string[], maxChars: number): string[] {
  return lines.flatMap((line) => {
    const wrapped: string[] = [];
    let rest = line;
    while (rest.length > maxChars) {
      const space = rest.lastIndexOf(" ", maxChars);
      const end = space > 0 ? space : maxChars;
      wrapped.push(rest.slice(0, end));
      rest = rest.slice(end).trimStart();
    }
    return [...wrapped, rest];
  });
}
