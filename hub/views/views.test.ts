import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MAX_SHARED_VIEWS, MAX_VIEWS, type ViewChange } from "../../contract/views.ts";
import { createAuditLog } from "../audit/auditLog.ts";
import { createSilentLog } from "../media/testKit.ts";
import type { Account } from "../people/accounts.ts";
import { type OpenedDatabase, openDatabase } from "../store/openDatabase.ts";
import { createHandClock } from "../test/createHandClock.ts";
import { loadViews, type ViewNews, type Views } from "./views.ts";

const HARBOUR: ViewChange = {
  name: "Harbour",
  isShared: false,
  layout: "1x1",
  tiles: ["cam-1"],
  sequences: [],
  hotspot: null,
  revision: 0,
};

let dataDir: string;
let opened: OpenedDatabase;
let views: Views;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "glasshouse-views-"));
  opened = openDatabase(dataDir, 0);
  const { db } = opened;
  const [clock, log] = [createHandClock(), createSilentLog()];
  views = await loadViews({ db, clock, log, audit: await createAuditLog({ db, clock, log }) });
});
afterEach(async () => {
  await opened.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function makeAccount(name: string): Account {
  return { name, kind: "operator", label: name, roles: [], password: "", ownerId: undefined, firstCameraId: undefined };
}

function putMany(account: Account, count: number, change: Partial<ViewChange> = {}) {
  return Promise.all(
    Array.from({ length: count }, (_, n) =>
      views.put(account, `${account.name}-${String(n).padStart(4, "0")}`, { ...HARBOUR, ...change }),
    ),
  );
}

function readAll(account: Account): string[] {
  const ids: string[] = [];
  for (let after: string | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
    const page = views.readPage(account, after);
    ids.push(...page.views.map(({ id }) => id));
    after = page.nextAfter;
  }
  return ids;
}

test("one more than an operator may have is refused, and pages hold all the others in order", async () => {
  const analyst = makeAccount("analyst");
  await putMany(analyst, MAX_VIEWS);
  await expect(views.put(analyst, "one-more", HARBOUR)).rejects.toThrow(/500 views/);
  const ids = readAll(analyst);
  expect(ids).toHaveLength(MAX_VIEWS);
  expect(ids).toEqual([...ids].sort());
  await views.put(makeAccount("other"), "of-another", HARBOUR);
});

test("an agency shares no more views than desks can hold", async () => {
  const sharers = ["a", "b"].map(makeAccount);
  for (const sharer of sharers) await putMany(sharer, MAX_SHARED_VIEWS / 2, { isShared: true });
  const late = makeAccount("late");
  await expect(views.put(late, "late-1", { ...HARBOUR, isShared: true })).rejects.toThrow(/shares 1000/);
  await views.put(late, "late-1", HARBOUR);
  await expect(views.put(late, "late-1", { ...HARBOUR, isShared: true, revision: 1 })).rejects.toThrow(/shares 1000/);
});

test("news of a private view is its owner's; of one that is or was shared, everybody's", async () => {
  const told: ViewNews[] = [];
  views.onChanged((news) => told.push(news));
  const analyst = makeAccount("analyst");
  await views.put(analyst, "v", HARBOUR);
  await views.put(analyst, "v", { ...HARBOUR, isShared: true, revision: 1 });
  await views.put(analyst, "v", { ...HARBOUR, revision: 2 });
  await views.remove(analyst, "v", 3);
  expect(told.map(({ isShared }) => isShared)).toEqual([false, true, true, false]);
});
