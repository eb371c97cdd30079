import { MAX_CAMERAS } from "../../contract/cameras.ts";
import { Fault } from "../../contract/faults.ts";
import type { IMPORT_NOTES, RegistryImport } from "../../contract/registryImports.ts";
import type { ReadNotes } from "./importRow.ts";
import type { ImportPlan, ImportPlanner } from "./planImport.ts";
import { readCsvRows } from "./readCsvRows.ts";
import { readGeoJsonRows } from "./readGeoJsonRows.ts";
import { readText } from "./readText.ts";

export interface ReadImport extends ImportPlan {
  readonly format: RegistryImport["format"];
  readonly notes: (typeof IMPORT_NOTES)[number][];
  readonly unread: string[];
}

/** Rows between two breaths of the event loop: withdrawals and heartbeats go on while a file is read. */
const ROWS_AT_ONCE = 250;

/** Reads a file whole into a plan. Throws `IMPORT_REFUSED` for one that cannot be read or is too long. */
export async function readImport(path: string, planner: ImportPlanner): Promise<ReadImport> {
  const text = await readText(path);
  const pieces = text.pieces();
  const first = await pieces.next();
  const head = first.done === true ? "" : first.value.trimStart();
  if (head === "") throw new Fault("IMPORT_REFUSED", "It is empty.");
  const format = head.startsWith("{") || head.startsWith("[") ? "geojson" : "csv";
  const notes: ReadNotes = { unread: new Set() };
  const read = format === "csv" ? readCsvRows : readGeoJsonRows;
  for await (const row of read(joinPieces(first.value ?? "", pieces), notes)) {
    planner.take(row);
    if (planner.rows() > MAX_CAMERAS)
      throw new Fault("IMPORT_REFUSED", `It has more than ${MAX_CAMERAS} lines. Split it.`);
    if (planner.rows() % ROWS_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  if (planner.rows() === 0) throw new Fault("IMPORT_REFUSED", "There is no camera in it.");
  const unread = [...notes.unread];
  return {
    ...planner.plan(),
    ...{ format, unread },
    notes: [
      ...(text.isLatin1 ? (["read-as-latin-1"] as const) : []),
      ...(unread.length > 0 ? (["unread-columns"] as const) : []),
    ],
  };
}

async function* joinPieces(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
