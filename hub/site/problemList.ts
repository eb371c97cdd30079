import type { z } from "zod";

/** Something in a site folder that was left out, and where to mend it. */
export interface SiteProblem {
  readonly file: string;
  /** For example `cameras[12].position.lat`; empty when the whole file is meant. */
  readonly path: string;
  readonly message: string;
}

/** Most problems kept: a wholly wrong file must not fill memory or a log. Our choice. */
export const MAX_PROBLEMS = 1_000;
/** Unknown field names come from the file, and are cut so that a message stays one line. */
const MAX_MESSAGE_LENGTH = 300;

/** Collects problems; what comes after {@link MAX_PROBLEMS} is only counted. */
export interface ProblemList {
  readonly all: readonly SiteProblem[];
  add(file: string, path: string, message: string): void;
  addIssues(file: string, path: string, issues: readonly z.core.$ZodIssue[]): void;
}

export function createProblemList(): ProblemList {
  const all: SiteProblem[] = [];
  function add(file: string, path: string, message: string): void {
    if (all.length < MAX_PROBLEMS) all.push({ file, path, message: message.slice(0, MAX_MESSAGE_LENGTH) });
  }
  function addIssues(file: string, path: string, issues: readonly z.core.$ZodIssue[]): void {
    for (const issue of issues) add(file, path + describePath(issue.path), issue.message);
  }
  return { all, add, addIssues };
}

function describePath(path: readonly PropertyKey[]): string {
  return path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step).slice(0, 64)}`)).join("");
}
