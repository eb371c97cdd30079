import { createHmac } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { FEED_KEY_HEADER, FEED_PATH, FEED_SIGNATURE_HEADER, FEED_TIME_HEADER } from "../../contract/incidentFeed.ts";
import { startProgram } from "../fixtures/program.ts";
import type { Bench, BenchPart } from "./benchPart.ts";

/** A thousand updates of calls a second for ten seconds, over real sockets to the hub as a program. */
export const cadPart: BenchPart = { name: "cad", run: measureCad };

const PER_S = 1_000;
const FOR_S = 10;
const CALLS = 2_000;
const PER_DELIVERY = 20;
const SOCKETS = 8;
const KEY = { id: "cad-bench", source: "cad", label: "Dispatch", secret: "bench".repeat(8) };

async function measureCad({ note }: Bench): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "glasshouse-cad-"));
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, "feeds.json"), JSON.stringify([KEY]));
  const hub = await startProgram({ entry: "dist/hub/main.js", dataDir });
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS });
  const send = (from: number) => post(hub.ready.hubUrl, agent, from);
  // The first calls warm it up, so that growth is growth.
  for (let n = 0; n < CALLS; n += PER_DELIVERY) await send(n);
  const beforeMb = readRssMb(hub.pid);
  const startMs = performance.now();
  const waiting: Promise<void>[] = [];
  const last = CALLS + PER_S * FOR_S;
  for (let n = CALLS; n < last; n += PER_DELIVERY) {
    const dueMs = startMs + ((n - CALLS) * 1_000) / PER_S;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - performance.now())));
    waiting.push(send(n));
  }
  await Promise.all(waiting);
  const tookS = (performance.now() - startMs) / 1_000;
  const growthMb = readRssMb(hub.pid) - beforeMb;
  const { lost, twice } = countWritten(join(dataDir, "hub.sqlite"), last);
  agent.destroy();
  await hub.close();
  note("cad.updatesPerS", Math.round((PER_S * FOR_S) / tookS));
  note("cad.lost", lost);
  note("cad.twice", twice);
  note("cad.mbGrowth", growthMb);
}

/** Updates `from` on: each call's are numbered by how often it came up. */
function post(hubUrl: string, agent: Agent, from: number): Promise<void> {
  const updates = Array.from({ length: PER_DELIVERY }, (_, at) => {
    const n = from + at;
    const sequence = Math.floor(n / CALLS) + 1;
    const position = { lat: 41.05 + (n % 100) * 0.0001, lng: -68.42, accuracyM: 20 };
    return {
      call: `bench-${n % CALLS}`,
      sequence,
      kind: "collision",
      priority: 3,
      title: `Update ${sequence}`,
      position,
    };
  });
  const body = JSON.stringify({ updates });
  const at = String(Date.now());
  const headers = {
    ...{ "content-type": "application/json", "content-length": Buffer.byteLength(body) },
    ...{ [FEED_KEY_HEADER]: KEY.id, [FEED_TIME_HEADER]: at },
    [FEED_SIGNATURE_HEADER]: createHmac("sha256", KEY.secret).update(`${at}.${body}`).digest("hex"),
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${hubUrl}${FEED_PATH}`, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.once("end", () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`the hub answered ${response.statusCode}`)),
      );
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

function readRssMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? "0";
  return Math.round(Number(kb) / 1_024);
}

/** Each update has one audit entry of its call: fewer were lost, more were taken twice. */
function countWritten(file: string, sent: number): { lost: number; twice: number } {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database
    .prepare(
      "select json_extract(line, '$.incident') as call, count(*) as count from audit where line like '%\"bench-%' group by 1",
    )
    .all();
  database.close();
  const counts = new Map(rows.map((row) => [String(row.call), Number(row.count)]));
  let [lost, twice] = [0, 0];
  for (let call = 0; call < CALLS; call++) {
    const expected = Math.floor(sent / CALLS) + (call < sent % CALLS ? 1 : 0);
    const found = counts.get(`bench-${call}`) ?? 0;
    lost += Math.max(0, expected - found);
    twice += Math.max(0, found - expected);
  }
  return { lost, twice };
}
