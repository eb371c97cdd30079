import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { type ChainLink, findBrokenLink } from "../audit/verifyAudit.ts";

const Entry = z.looseObject({ type: z.string(), seq: z.int(), prev: z.string() });
export type ReadEntry = z.infer<typeof Entry>;

/** The audit of a data folder as it is on disk now, and the first broken entry if there is one. */
export function readAudit(dataDir: string): { entries: ReadEntry[]; broken: number | undefined } {
  const database = new DatabaseSync(join(dataDir, "hub.sqlite"));
  const rows = database.prepare("select seq, hash, line from audit order by seq").all();
  database.close();
  const links: ChainLink[] = rows.map((row) => ({
    seq: Number(row.seq),
    hash: String(row.hash),
    line: String(row.line),
  }));
  return { entries: links.map(({ line }) => Entry.parse(JSON.parse(line))), broken: findBrokenLink(links) };
}
