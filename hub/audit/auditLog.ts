import type { Transaction } from "kysely";
import { Fault } from "../../contract/faults.ts";
import type { HubClock, HubLog } from "../ports.ts";
import type { HubDatabase, HubTables } from "../store/tables.ts";
import { type CanonicalValue, writeCanonicalJson } from "./canonicalJson.ts";
import { CHAIN_START, type ChainLink, hashLine } from "./verifyAudit.ts";

/**
 * The write-ahead audit. Whatever needs an entry waits for it: what was not durably written is not done.
 * Entries of many callers share one transaction, and a caller's own rows are committed with its entries.
 */

export interface AuditEntry {
  /** Family and event, for example `viewing.opened`. */
  readonly type: string;
  readonly [fact: string]: CanonicalValue;
}

/** Rows that must stand or fall with the entries; given the numbers the entries got. */
export type AuditWrite = (transaction: Transaction<HubTables>, seqs: readonly number[]) => Promise<void>;

export interface AuditLog {
  /** Resolves with the entries' numbers once they are on disk. Throws `AUDIT_UNAVAILABLE`. */
  append(entries: readonly AuditEntry[], write?: AuditWrite): Promise<readonly number[]>;
  /** For entries that report what has already ended: a failure is logged and changes nothing. */
  note(entry: AuditEntry, write?: AuditWrite): void;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

interface Job {
  readonly entries: readonly AuditEntry[];
  readonly write: AuditWrite | undefined;
  resolve(seqs: readonly number[]): void;
  reject(reason: Fault): void;
}

/** Rows of one insert; three values each stay far below SQLite's limit of bound values. */
const ROWS_PER_INSERT = 500;

export async function createAuditLog(options: { db: HubDatabase; clock: HubClock; log: HubLog }): Promise<AuditLog> {
  const { db, clock, log } = options;
  let head = await readHead(db);
  let queue: Job[] = [];
  let running: Promise<void> | undefined;

  async function commit(jobs: readonly Job[]): Promise<void> {
    const links = chain(
      head,
      jobs.flatMap((job) => job.entries),
      clock.wallMs(),
    );
    const seqsOf = splitBy(jobs, links);
    await db.transaction().execute(async (transaction) => {
      for (let from = 0; from < links.length; from += ROWS_PER_INSERT) {
        await transaction
          .insertInto("audit")
          .values(links.slice(from, from + ROWS_PER_INSERT))
          .execute();
      }
      for (const [index, job] of jobs.entries()) await job.write?.(transaction, seqsOf[index] ?? []);
    });
    head = links.at(-1) ?? head;
    jobs.forEach((job, index) => {
      job.resolve(seqsOf[index] ?? []);
    });
  }

  async function commitOrFail(jobs: readonly Job[]): Promise<void> {
    try {
      await commit(jobs);
    } catch (cause) {
      // One caller's bad row must not refuse the others, so each of a failed group is tried alone.
      if (jobs.length > 1) for (const job of jobs) await commitOrFail([job]);
      else failJobs(jobs, cause);
    }
  }

  function failJobs(jobs: readonly Job[], cause: unknown): void {
    log.error("audit.unavailable", { reason: cause instanceof Error ? cause.message : String(cause) });
    for (const job of jobs) job.reject(new Fault("AUDIT_UNAVAILABLE", "", { cause }));
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      // One turn of the event loop gathers every caller who is ready now; a commit gathers the next ones itself.
      await new Promise((resolve) => setImmediate(resolve));
      const jobs = queue;
      queue = [];
      await commitOrFail(jobs);
    }
    running = undefined;
  }

  function append(entries: readonly AuditEntry[], write?: AuditWrite): Promise<readonly number[]> {
    return new Promise((resolve, reject) => {
      queue.push({ entries, write, resolve, reject });
      running ??= drain();
    });
  }

  return {
    append,
    note: (entry, write) => {
      append([entry], write).catch(() => undefined);
    },
    close: async () => {
      await running;
    },
  };
}

async function readHead(db: HubDatabase): Promise<ChainLink | undefined> {
  return db.selectFrom("audit").selectAll().orderBy("seq", "desc").limit(1).executeTakeFirst();
}

function chain(head: ChainLink | undefined, entries: readonly AuditEntry[], atMs: number): ChainLink[] {
  let previous = head;
  return entries.map((entry) => {
    const seq = (previous?.seq ?? 0) + 1;
    const line = writeCanonicalJson({
      ...entry,
      v: 1,
      seq,
      at: new Date(atMs).toISOString(),
      prev: previous?.hash ?? CHAIN_START,
    });
    previous = { seq, line, hash: hashLine(line) };
    return previous;
  });
}

function splitBy(jobs: readonly Job[], links: readonly ChainLink[]): number[][] {
  let from = 0;
  return jobs.map((job) => {
    const part = links.slice(from, from + job.entries.length).map((link) => link.seq);
    from += job.entries.length;
    return part;
  });
}
