import { isDeepStrictEqual } from "node:util";
import { type ImportCounts, type ImportProblem, MAX_IMPORT_PROBLEMS } from "../../contract/registryImports.ts";
import { type CheckedRow, checkRow, type SiteFrame } from "./checkRow.ts";
import type { ImportedCamera } from "./importedCamera.ts";
import { describeProblem, type ReadRow } from "./importRow.ts";

/** What an import would do, built up row by row. */
export interface ImportPlan {
  readonly counts: ImportCounts;
  readonly problems: readonly ImportProblem[];
  readonly problemCount: number;
  /** Those that are new or changed. */
  readonly cameras: readonly ImportedCamera[];
}

export interface ImportPlanner {
  take(read: ReadRow): void;
  /** Rows seen so far, right or wrong. */
  rows(): number;
  plan(): ImportPlan;
}

export function createImportPlanner(options: {
  frame: SiteFrame;
  /** Cameras that came in by a file before, by number. */
  imported: ReadonlyMap<string, ImportedCamera>;
  /** Numbers of the site's own cameras, which no file changes. */
  isTaken(number: string): boolean;
}): ImportPlanner {
  const { frame, imported, isTaken } = options;
  const counts = { added: 0, changed: 0, same: 0, wrong: 0 };
  const problems: ImportProblem[] = [];
  const cameras: ImportedCamera[] = [];
  const lineOf = new Map<string, number>();
  let problemCount = 0;
  let rowCount = 0;

  function refuse(found: readonly ImportProblem[]): void {
    counts.wrong += 1;
    problemCount += found.length;
    problems.push(...found.slice(0, MAX_IMPORT_PROBLEMS - problems.length));
  }

  function checkNumber(line: number, checked: CheckedRow): readonly ImportProblem[] {
    if ("problems" in checked) return checked.problems;
    const { number } = checked.camera;
    const first = lineOf.get(number);
    if (first !== undefined) return [describeProblem(line, "number", "repeated", `${number} (${first})`)];
    lineOf.set(number, line);
    return isTaken(number) ? [describeProblem(line, "number", "taken", number)] : [];
  }

  function keep(camera: ImportedCamera): void {
    const before = imported.get(camera.number);
    if (before === undefined) counts.added += 1;
    else if (isDeepStrictEqual(before, camera)) counts.same += 1;
    else counts.changed += 1;
    if (before === undefined || !isDeepStrictEqual(before, camera)) cameras.push(camera);
  }

  return {
    take: (read) => {
      rowCount += 1;
      if ("problem" in read) {
        refuse([read.problem]);
        return;
      }
      const checked = checkRow(read.row, frame);
      const found = checkNumber(read.row.line, checked);
      if (found.length > 0) refuse(found);
      else if ("camera" in checked) keep(checked.camera);
    },
    rows: () => rowCount,
    plan: () => ({ counts, problems, problemCount, cameras }),
  };
}
