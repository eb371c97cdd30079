import { CsvError, parse } from "csv-parse";
import { Fault } from "../../contract/faults.ts";
import type { ImportField } from "../../contract/registryImports.ts";
import { findField } from "./importColumns.ts";
import { describeProblem, type ImportRow, noteUnread, type ReadNotes, type ReadRow } from "./importRow.ts";

/** Longest line, characters. Our choice: twelve fields of what a label may hold, several times over. */
const MAX_RECORD_LENGTH = 16_384;
/** Whatever spreadsheets write between fields. */
const DELIMITERS = [",", ";", "\t"];
const NEEDED: readonly ImportField[] = ["number", "name", "owner", "owner_kind", "lat", "lng", "street"];

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Rows of a CSV file (RFC 4180; also with semicolons or tabs). After a quotation mark out of place nothing can be told
 * from anything else, so that is the last problem of its file. Throws `IMPORT_REFUSED` without a header.
 */
export async function* readCsvRows(pieces: AsyncIterable<string>, notes: ReadNotes): AsyncGenerator<ReadRow> {
  const source = await startCsv(pieces);
  let columns: readonly (ImportField | undefined)[] | undefined;
  let lastLine = 0;
  try {
    for await (const { record, info } of source.records) {
      const line = info.lines - countLineBreaks(record);
      lastLine = info.lines;
      if (columns === undefined) columns = readHeader(record, notes);
      else if (record.length !== columns.length)
        yield { problem: describeProblem(line, "", "fields", `${record.length}/${columns.length}`) };
      else yield { row: readRecord(line, record, columns) };
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const isLong = cause.code === "CSV_MAX_RECORD_SIZE";
    yield { problem: describeProblem(lastLine + 1, "", isLong ? "line-too-long" : "quote") };
  } finally {
    source.stop();
  }
  if (columns === undefined && lastLine === 0)
    throw new Fault("IMPORT_REFUSED", "It has no line with names of columns.");
}

/** The first piece tells what stands between fields; from then on the parser pulls as fast as it is read. */
async function startCsv(pieces: AsyncIterable<string>) {
  const iterator = pieces[Symbol.asyncIterator]();
  const first = await iterator.next();
  const head = first.done === true ? "" : first.value;
  const parser = parse({
    delimiter: chooseDelimiter(head.split(/\r?\n/, 1)[0] ?? ""),
    ...{ info: true, relax_column_count: true, skip_empty_lines: true, trim: true },
    max_record_size: MAX_RECORD_LENGTH,
  });
  async function* feed(): AsyncGenerator<CsvRecord> {
    const done = pump();
    for await (const parsed of parser) yield parsed as CsvRecord;
    await done;
  }
  async function pump(): Promise<void> {
    for (let piece = head, next = first; next.done !== true; next = await iterator.next(), piece = next.value ?? "") {
      if (parser.destroyed) return;
      if (!parser.write(piece)) await waitForRoom(parser);
    }
    parser.end();
  }
  return { records: feed(), stop: () => void parser.destroy() };
}

function waitForRoom(parser: ReturnType<typeof parse>): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      parser.off("drain", go);
      parser.off("close", go);
      resolve();
    };
    parser.on("drain", go);
    parser.on("close", go);
  });
}

function chooseDelimiter(header: string): string {
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}

function readHeader(record: readonly string[], notes: ReadNotes): (ImportField | undefined)[] {
  const columns = record.map(findField);
  const missing = NEEDED.filter((field) => !columns.includes(field));
  if (missing.length > 0) throw new Fault("IMPORT_REFUSED", `The first line lacks the columns ${missing.join(", ")}.`);
  const twice = columns.find((field, index) => field !== undefined && columns.indexOf(field) !== index);
  if (twice !== undefined) throw new Fault("IMPORT_REFUSED", `Two columns say ${twice}.`);
  record.forEach((name, index) => {
    if (columns[index] === undefined) noteUnread(notes, name);
  });
  return columns;
}

function readRecord(line: number, record: readonly string[], columns: readonly (ImportField | undefined)[]): ImportRow {
  const values = new Map<ImportField, string>();
  record.forEach((value, index) => {
    const field = columns[index];
    if (field !== undefined && value !== "") values.set(field, value);
  });
  return { line, values };
}

function countLineBreaks(record: readonly string[]): number {
  return record.reduce((count, value) => count + (value.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}
