import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createHandClock } from "../test/createHandClock.ts";
import { forgetUsed } from "./forgetUsed.ts";
import { type OpenedDatabase, openDatabase } from "./openDatabase.ts";

const DAY_MS = 24 * 3_600_000;
let dataDir: string;
let opened: OpenedDatabase;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "glasshouse-forget-"));
  opened = openDatabase(dataDir, 0);
});
afterEach(async () => {
  await opened.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test("what has run out a week ago is forgotten, and what may still be asked for is not", async () => {
  const { db } = opened;
  const clock = createHandClock();
  const [old, fresh] = [clock.nowMs() - 8 * DAY_MS, clock.nowMs() - DAY_MS];
  const session = { operator: "analyst", station_id: "s", started_at_ms: 0, ended_at_ms: null };
  for (const [name, at] of Object.entries({ old, fresh })) {
    await db
      .insertInto("session")
      .values({ id: name, ends_at_ms: at, ...session })
      .execute();
    await db.insertInto("refresh_token").values({ hash: name, session_id: name, spent_at_ms: 1 }).execute();
    await db.insertInto("station_code").values({ hash: name, ends_at_ms: at }).execute();
    await db.insertInto("owner_session").values({ hash: name, account: "a", csrf: "c", ends_at_ms: at }).execute();
    const push = { actor: "a", station_id: "s", display: 1, document: "{}", answer: null };
    await db
      .insertInto("station_push")
      .values({ request_id: name, at_ms: at, ...push })
      .execute();
    await db.insertInto("request").values({ id: name, document: "", state: "over", expires_at_ms: at }).execute();
  }
  const end = await forgetUsed({ db, clock, log: { info() {}, warn() {}, error() {} } });
  for (const table of ["refresh_token", "station_code", "owner_session"] as const)
    expect(await db.selectFrom(table).select("hash").execute()).toEqual([{ hash: "fresh" }]);
  expect(await db.selectFrom("request").select("id").execute()).toEqual([{ id: "fresh" }]);
  expect(await db.selectFrom("station_push").select("request_id").execute()).toEqual([{ request_id: "fresh" }]);
  expect(await db.selectFrom("session").select("id").execute()).toHaveLength(2);
  clock.advance(7 * DAY_MS);
  await expect.poll(() => db.selectFrom("request").select("id").execute()).toEqual([]);
  end();
  expect(clock.pending()).toBe(0);
});
