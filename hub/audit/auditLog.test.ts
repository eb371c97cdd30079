import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { HubLog } from "../ports.ts";
import { type OpenedDatabase, openDatabase } from "../store/openDatabase.ts";
import { createHandClock } from "../test/createHandClock.ts";
import { readAudit } from "../test/readAudit.ts";
import { type AuditLog, createAuditLog } from "./auditLog.ts";
import { writeCanonicalJson } from "./canonicalJson.ts";
import { findBrokenLink } from "./verifyAudit.ts";

const silent: HubLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = createHandClock();
let dataDir: string;
let opened: OpenedDatabase;
let audit: AuditLog;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "glasshouse-audit-"));
  opened = openDatabase(dataDir, 1);
  audit = await createAuditLog({ db: opened.db, clock, log: silent });
});
afterEach(async () => {
  await opened.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test("callers who wait together get numbers in the order they asked", async () => {
  const seqs = await Promise.all(
    Array.from({ length: 500 }, (_, n) =>
      audit.append([
        { type: "a", n },
        { type: "b", n },
      ]),
    ),
  );
  expect(seqs.flat()).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1));
  const { entries, broken } = readAudit(dataDir);
  expect(broken).toBeUndefined();
  expect(entries.map(({ n }) => n)).toEqual(Array.from({ length: 1_000 }, (_, index) => Math.floor(index / 2)));
});

test("an append of many waiting callers takes few commits", async () => {
  const startMs = performance.now();
  await Promise.all(Array.from({ length: 1_000 }, (_, n) => audit.append([{ type: "load", n }])));
  process.stdout.write(`audit1000AtOnceMs ${(performance.now() - startMs).toFixed(0)}\n`);
  const alone: number[] = [];
  for (let n = 0; n < 50; n++) {
    const beforeMs = performance.now();
    await audit.append([{ type: "alone", n }]);
    alone.push(performance.now() - beforeMs);
  }
  process.stdout.write(`auditAloneP95Ms ${alone.sort((a, b) => a - b)[47]?.toFixed(1)}\n`);
});

test("rows that cannot be written take their own entry with them and no other", async () => {
  const [good, bad, alsoGood] = await Promise.allSettled([
    audit.append([{ type: "good" }]),
    audit.append([{ type: "bad" }], async () => {
      throw new Error("no such row");
    }),
    audit.append([{ type: "also good" }]),
  ]);
  expect(good.status).toBe("fulfilled");
  expect(bad).toMatchObject({ status: "rejected", reason: { code: "AUDIT_UNAVAILABLE" } });
  expect(alsoGood.status).toBe("fulfilled");
  const { entries, broken } = readAudit(dataDir);
  expect(entries.map(({ type }) => type)).toEqual(["good", "also good"]);
  expect(broken).toBeUndefined();
});

test("a log that cannot be written refuses, and goes on when it can again", async () => {
  const blocker = new DatabaseSync(join(dataDir, "hub.sqlite"));
  blocker.exec("create trigger full before insert on audit begin select raise(abort, 'disk full'); end;");
  await expect(audit.append([{ type: "lost" }])).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE" });
  blocker.exec("drop trigger full;");
  blocker.close();
  expect(await audit.append([{ type: "kept" }])).toEqual([1]);
});

test("an entry changed, taken out or put in elsewhere is named", async () => {
  await audit.append(Array.from({ length: 20 }, (_, n) => ({ type: "entry", n })));
  const changes = [
    ["update audit set line = replace(line, '\"n\":6', '\"n\":7') where seq = 7", 7],
    ["delete from audit where seq = 7", 7],
    ["update audit set seq = 100 where seq = 20", 20],
  ] as const;
  for (const [change, broken] of changes) {
    const copy = new DatabaseSync(join(dataDir, "hub.sqlite"));
    expect(() => copy.exec(change)).toThrow(/entries/);
    copy.exec(`begin; drop trigger audit_no_update; drop trigger audit_no_delete; ${change};`);
    const links = copy.prepare("select seq, hash, line from audit order by seq").all();
    copy.exec("rollback");
    copy.close();
    const read = links.map((row) => ({ seq: Number(row.seq), hash: String(row.hash), line: String(row.line) }));
    expect(findBrokenLink(read)).toBe(broken);
  }
});

test("canonical JSON sorts members, leaves undefined ones out and refuses what JSON cannot say", () => {
  expect(writeCanonicalJson({ b: [1, "x"], a: { d: undefined, c: null } })).toBe('{"a":{"c":null},"b":[1,"x"]}');
  expect(() => writeCanonicalJson(Number.NaN)).toThrow(RangeError);
});
