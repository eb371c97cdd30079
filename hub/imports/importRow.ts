import type { ImportField, ImportProblem, ImportProblemCode } from "../../contract/registryImports.ts";

/** One line or feature as it was read: values by field, nothing judged yet. */
export interface ImportRow {
  readonly line: number;
  readonly values: ReadonlyMap<ImportField, string>;
}

/** What a reader finds: a row, or a line that is none. */
export type ReadRow = { readonly row: ImportRow } | { readonly problem: ImportProblem };

/** What a reader learns of the file besides its rows; filled while it reads. */
export interface ReadNotes {
  /** Columns or properties nothing is read from, each once. */
  readonly unread: Set<string>;
}

const MAX_READ_LENGTH = 80;
const MAX_FIELD_LENGTH = 40;
export const MAX_UNREAD = 32;

export function describeProblem(line: number, field: string, problem: ImportProblemCode, read = ""): ImportProblem {
  return { line, field: cut(field, MAX_FIELD_LENGTH), problem, read: cut(read, MAX_READ_LENGTH) };
}

export function noteUnread(notes: ReadNotes, name: string): void {
  if (notes.unread.size < MAX_UNREAD) notes.unread.add(cut(name, MAX_FIELD_LENGTH));
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
