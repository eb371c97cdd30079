import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";

/** `prev` of the first entry. */
export const CHAIN_START = "0".repeat(64);
/** Entries read back at each start: bounds the start's time, while a whole check stays possible at any time. */
const TAIL_LENGTH = 5_000;

export interface ChainLink {
  readonly seq: number;
  readonly hash: string;
  readonly line: string;
}

export function hashLine(line: string): string {
  return createHash("sha256").update(line).digest("hex");
}

/** The first entry that does not follow from its predecessor, by number; undefined for an unbroken chain. */
export function findBrokenLink(links: Iterable<ChainLink>, before?: ChainLink): number | undefined {
  let previous = before;
  for (const link of links) {
    const expected = { seq: (previous?.seq ?? 0) + 1, prev: previous?.hash ?? CHAIN_START };
    const isIntact = link.seq === expected.seq && hashLine(link.line) === link.hash && followsFrom(link.line, expected);
    if (!isIntact) return expected.seq;
    previous = link;
  }
  return undefined;
}

function followsFrom(line: string, expected: { seq: number; prev: string }): boolean {
  const entry: unknown = JSON.parse(line);
  if (typeof entry !== "object" || entry === null || !("prev" in entry) || !("seq" in entry)) return false;
  return entry.prev === expected.prev && entry.seq === expected.seq;
}

/** Checks the newest entries of an opened database; undefined too where there is no audit table yet. */
export function verifyAuditTail(database: DatabaseSync): number | undefined {
  const table = database.prepare("select name from sqlite_schema where type = 'table' and name = 'audit'").get();
  if (table === undefined) return undefined;
  const rows = database.prepare("select seq, hash, line from audit order by seq desc limit ?").all(TAIL_LENGTH + 1);
  const links = rows.reverse().map((row) => ({
    seq: Number(row.seq),
    hash: String(row.hash),
    line: String(row.line),
  }));
  const isWhole = links.length <= TAIL_LENGTH;
  return isWhole ? findBrokenLink(links) : findBrokenLink(links.slice(1), links[0]);
}
