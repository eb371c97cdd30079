import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FEED_AHEAD_MS, FEED_WINDOW_MS, MAX_FEED_BYTES } from "../../contract/incidentFeed.ts";
import type { Incident } from "../../contract/incidents.ts";
import { createHandClock } from "../test/createHandClock.ts";
import { readAudit } from "../test/readAudit.ts";
import { startTestHub, type TestHub } from "../test/startTestHub.ts";
import { deliver, postRaw, signAs, TEST_FEEDS } from "../test/testFeed.ts";
import { MILL_STREET, type TestStation } from "../test/testStation.ts";

let dataDir: string;
let house: TestHub;
let analyst: TestStation;
let supervisor: TestStation;
const clock = createHandClock();
const nowMs = () => clock.nowMs();
const PLACE = { lat: 41.05, lng: -68.42, accuracyM: 5 };

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "glasshouse-feeds-"));
  writeFileSync(join(dataDir, "feeds.json"), JSON.stringify(TEST_FEEDS));
  house = await startTestHub({ dataDir, clock });
  [analyst, supervisor] = [await house.station("analyst"), await house.station("supervisor")];
});
afterAll(async () => {
  await house.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const send = (...updates: unknown[]) => deliver(house.url, updates, nowMs());
async function see(id: string): Promise<Incident | undefined> {
  return (await analyst.call("incidents")).answer.incidents.find((incident) => incident.id === id);
}

describe("a delivery is taken only", () => {
  const body = JSON.stringify({ updates: [{ call: "never", title: "Never" }] });
  const rows: readonly (readonly [name: string, headers: () => Record<string, string>, sent: string])[] = [
    ["with a signature", () => ({}), body],
    ["from a feed of this hub", () => ({ ...signAs("cad-main", body, nowMs()), "glasshouse-feed": "cad-else" }), body],
    ["with that feed's key", () => ({ ...signAs("cad-other", body, nowMs()), "glasshouse-feed": "cad-main" }), body],
    ["as it was signed", () => signAs("cad-main", body, nowMs()), body.replace("Never", "Ever!")],
    ["within its time", () => signAs("cad-main", body, nowMs() - FEED_WINDOW_MS - 1), body],
    ["not before its time", () => signAs("cad-main", body, nowMs() + FEED_AHEAD_MS + 1), body],
    [
      "with a signature that is one",
      () => ({ ...signAs("cad-main", body, nowMs()), "glasshouse-signature": "zz" }),
      body,
    ],
  ];
  test.each(rows)("%s", async (_name, headers, sent) => {
    const { status, text } = await postRaw(house.url, sent, headers());
    expect(`${status} ${text}`).toMatch(/^401 .*FEED_SIGNATURE_WRONG/);
    expect(await see("never")).toBeUndefined();
  });

  test("below its size: ten megabytes of note are refused before they are parsed, and the hub goes on", async () => {
    const large = JSON.stringify({ updates: [{ call: "large", notes: [{ text: "x".repeat(10_000_000) }] }] });
    const refused = await postRaw(house.url, large, signAs("cad-main", large, nowMs())).catch(() => ({ status: 413 }));
    expect(refused.status).toBe(413);
    const chunked = await postRaw(house.url, "{".repeat(MAX_FEED_BYTES + 1), signAs("cad-main", "", nowMs())).catch(
      () => ({
        status: 413,
      }),
    );
    expect(chunked.status).toBe(413);
    expect(await see("large")).toBeUndefined();
    expect((await send({ call: "after-large" }))[0]?.outcome).toBe("opened");
  });

  test.each([
    ["not JSON"],
    ['{"updates":[]}'],
    ['{"updates":{}}'],
    [`{"updates":${"[".repeat(100)}${"]".repeat(100)}}`],
  ])("in its form: %s", async (wrong) => {
    const { status } = await postRaw(house.url, wrong, signAs("cad-main", wrong, nowMs()));
    expect(status).toBe(400);
  });
});

describe("a call", () => {
  test("is kept with what it says, verified, and told to every desk", async () => {
    const said = { call: "26-1", sequence: 1, kind: "10-71", priority: "HOT", title: "Shots", place: "Mill & 4th" };
    const results = await send({ ...said, position: PLACE, units: ["Unit 7"], openedBy: "Ofc. Lam" });
    expect(results).toEqual([{ call: "26-1", outcome: "opened" }]);
    expect(await see("26-1")).toMatchObject({
      ...{ kind: "shots-heard", priority: 1, title: "Shots", place: "Mill & 4th", position: PLACE },
      ...{ units: ["Unit 7"], source: "cad", verified: true, openedBy: "Ofc. Lam" },
    });
  });

  test("sent twice is kept once, and a late update changes nothing but adds its notes", async () => {
    const note = (id: string, text: string) => ({ id, text });
    await send({ call: "26-2", sequence: 5, title: "Now", notes: [note("a", "first")] });
    const again = await send({ call: "26-2", sequence: 5, title: "Now", notes: [note("a", "first")] });
    const late = await send({
      call: "26-2",
      sequence: 3,
      title: "Then",
      notes: [note("a", "first"), note("b", "late")],
    });
    expect([again[0]?.outcome, late[0]?.outcome]).toEqual(["duplicate", "late"]);
    const seen = await see("26-2");
    expect(seen?.title).toBe("Now");
    expect(seen?.notes.map(({ text }) => text)).toEqual(["first", "late"]);
    const opened = readAudit(dataDir).entries.filter(
      ({ incident, type }) => incident === "26-2" && type === "incident.opened",
    );
    expect(opened).toHaveLength(1);
  });

  test("closed before it was opened stays closed, and learns when it began", async () => {
    const beganAtMs = nowMs() - 60_000;
    expect((await send({ call: "26-3", sequence: 2, state: "closed" }))[0]?.outcome).toBe("closed");
    expect((await send({ call: "26-3", sequence: 1, state: "open", openedAtMs: beganAtMs }))[0]?.outcome).toBe("late");
    expect(await see("26-3")).toMatchObject({ closedAtMs: expect.any(Number), openedAtMs: beganAtMs });
  });

  test("counted by time follows its times, and a time to come is not believed", async () => {
    await send({ call: "26-4", updatedAtMs: nowMs() - 10, title: "One" });
    const future = await send({ call: "26-4", updatedAtMs: nowMs() + 1e12, title: "Never" });
    expect(future[0]).toMatchObject({ outcome: "late", problems: [expect.stringContaining("updatedAtMs")] });
    expect((await send({ call: "26-4", updatedAtMs: nowMs() - 5, title: "Two" }))[0]?.outcome).toBe("updated");
    expect((await see("26-4"))?.title).toBe("Two");
  });

  test("in one delivery with its own updates is the last of them, with one result each", async () => {
    const steps = ["opened", "updated", "duplicate", "closed", "reopened", "late"];
    const results = await send(
      { call: "26-5", sequence: 1, title: "One" },
      { call: "26-5", sequence: 2, title: "Two" },
      { call: "26-5", sequence: 2, title: "Two" },
      { call: "26-5", sequence: 3, state: "closed" },
      { call: "26-5", sequence: 4, state: "open" },
      { call: "26-5", sequence: 0, title: "None" },
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(steps);
    expect(await see("26-5")).toMatchObject({ title: "Two" });
    expect((await see("26-5"))?.closedAtMs).toBeUndefined();
  });

  test("without a usable number is refused alone, the others are kept", async () => {
    const results = await send({ title: "No number" }, { call: "__proto__" }, { call: "a b" }, null, { call: "26-6" });
    expect(results.map(({ outcome }) => outcome)).toEqual(["refused", "refused", "refused", "refused", "opened"]);
  });

  test("is kept without a place it cannot be at, and says so", async () => {
    const wrong = [{ lat: 0, lng: 0 }, { lat: -68.42, lng: 41.05 }, { lat: 48, lng: 11 }, { lat: "x", lng: 1 }, null];
    const results = await send(...wrong.map((position, n) => ({ call: `26-70${n}`, position })));
    expect(results.map(({ position }) => position)).toEqual([
      "zero",
      "swapped",
      "outside-city",
      "not-numbers",
      "missing",
    ]);
    const seen = await see("26-701");
    expect(seen).toMatchObject({ positionProblem: "swapped" });
    expect(seen?.position).toBeUndefined();
    const raw =
      '{"updates":[{"call":"26-709","sequence":NaN,"position":{"lat":NaN,"lng":-Infinity},"title":"NaN here"}]}';
    const { status, text } = await postRaw(house.url, raw, signAs("cad-main", raw, nowMs()));
    expect(`${status} ${text}`).toContain('200 {"results":[{"call":"26-709","outcome":"opened","position":"missing"');
    expect((await see("26-709"))?.title).toBe("NaN here");
  });

  test("whose words are wrong is kept, each wrong word is named, and unknown fields are passed over", async () => {
    const [result] = await send({
      ...{ call: "26-8", kind: "10-99", priority: 99, title: { deep: 1 }, place: "x".repeat(5_000), units: "Unit 7" },
      ...{ state: "napping", openedAtMs: -1, notes: [{ text: "" }, 7], caller: "M. Roe", weather: "rain" },
    });
    expect(result?.outcome).toBe("opened");
    expect(result?.ignored).toEqual(["caller", "weather"]);
    expect(result?.problems).toHaveLength(9);
    expect(await see("26-8")).toMatchObject({ kind: "other", priority: 3, title: "Dispatch" });
    expect((await see("26-8"))?.place).toHaveLength(128);
  });

  test("with HTML in every field keeps it as text, without what nobody can see", async () => {
    const evil = '<img src=x onerror="alert(1)">\u202e\u0000';
    const kept = '<img src=x onerror="alert(1)">';
    await send({
      call: "26-9",
      title: evil,
      place: evil,
      openedBy: evil,
      units: [evil],
      notes: [{ text: evil, by: evil }],
    });
    expect(await see("26-9")).toMatchObject({
      ...{ title: kept, place: kept, openedBy: kept, units: [kept] },
      notes: [{ text: kept, by: kept }],
    });
  });

  test("of another feed or source is never written over", async () => {
    await send({ call: "26-10", title: "Ours" });
    const [county] = await deliver(house.url, [{ call: "26-10", sequence: 9, title: "Theirs" }], nowMs(), "cad-other");
    const [button] = await deliver(house.url, [{ call: "26-10", sequence: 9 }], nowMs(), "panic-deli");
    expect([county?.outcome, button?.outcome]).toEqual(["refused", "refused"]);
    expect((await see("26-10"))?.title).toBe("Ours");
  });

  test("that carries no mark is not opened again by a delivery that comes again", async () => {
    const deliverAt = (state: string, atMs: number) => deliver(house.url, [{ call: "26-20", state }], atMs);
    const atMs = nowMs() - 10_000;
    const told = [await deliverAt("open", atMs), await deliverAt("closed", atMs + 1), await deliverAt("open", atMs)];
    expect(told.map(([result]) => result?.outcome)).toEqual(["opened", "closed", "late"]);
    expect((await deliverAt("closed", atMs + 1))[0]?.outcome).toBe("duplicate");
    expect((await see("26-20"))?.closedAtMs).toBeDefined();
    expect((await send({ call: "26-20", sequence: 1, state: "open" }))[0]?.outcome).toBe("reopened");
  });

  test("never takes the number of what was opened by hand, be it given already or still to come", async () => {
    const wish = { kind: "fire", title: "Smoke", priority: 3, place: "Mill St" } as const;
    const { id } = (await analyst.call("createIncident", wish)).answer;
    const results = await send({ call: id, title: "Mine" }, { call: "M-9999" });
    expect(results).toMatchObject([
      { outcome: "refused", problems: [expect.stringContaining("M-")] },
      { outcome: "refused" },
    ]);
    expect((await see(id))?.title).toBe("Smoke");
  });

  test("of the site goes on by its number", async () => {
    expect((await send({ call: MILL_STREET, sequence: 1, units: ["Unit 12"] }))[0]?.outcome).toBe("updated");
    expect(await see(MILL_STREET)).toMatchObject({ title: "Shots heard", units: ["Unit 12"] });
  });

  test("closed by an operator stays closed whatever its feed says", async () => {
    await send({ call: "26-11", sequence: 1 });
    const { revision = 0 } = (await see("26-11")) ?? {};
    await supervisor.call("patchIncident", { revision, close: "unfounded" }, "26-11");
    const [result] = await send({ call: "26-11", sequence: 2, state: "open", title: "Still" });
    expect(result).toMatchObject({ outcome: "updated", problems: [expect.stringContaining("stays closed")] });
    expect(await see("26-11")).toMatchObject({ closeReason: "unfounded", title: "Still" });
  });

  test("whose place an operator gave is doubted until another supervisor or the feed itself says where", async () => {
    await send({ call: "26-12", sequence: 1, kind: "fire", priority: 1 });
    const { revision = 0 } = (await see("26-12")) ?? {};
    await supervisor.call("patchIncident", { revision, edit: { position: PLACE } }, "26-12");
    expect(await see("26-12")).toMatchObject({ verified: false, position: PLACE });
    await send({ call: "26-12", sequence: 2, kind: "fire", priority: 1, position: null });
    expect(await see("26-12")).toMatchObject({ verified: false, position: PLACE });
    await send({ call: "26-12", sequence: 3, kind: "fire", priority: 1, position: { ...PLACE, lat: 41.051 } });
    expect(await see("26-12")).toMatchObject({ verified: true, position: { lat: 41.051 } });
  });
});

test("bodies being read are bounded for each address, and end with their connection", async () => {
  const { hostname, port } = new URL(house.url);
  const head = [
    ...["POST /v1/feeds/calls HTTP/1.1", `host: ${hostname}`, "content-type: application/json", "content-length: 100"],
    ...Object.entries(signAs("cad-main", "", nowMs())).map(([name, value]) => `${name}: ${value}`),
  ].join("\r\n");
  const stalled = await Promise.all(
    Array.from({ length: 32 }, async () => {
      const socket = connect(Number(port), hostname);
      socket.write(`${head}\r\n\r\n{`);
      await once(socket, "connect");
      return socket;
    }),
  );
  await expect.poll(() => send({ call: "26-21" }).catch(String)).toContain("RATE_LIMITED");
  for (const socket of stalled) socket.destroy();
  await expect.poll(() => send({ call: "26-21" }).catch(String)).not.toContain("RATE_LIMITED");
});

test("one operator has at most twenty incidents by hand open at once", async () => {
  const trainer = await house.station("supervisor");
  const wish = { kind: "fire", title: "Smoke", priority: 1, place: "Mill St" } as const;
  const answers = await Promise.all(Array.from({ length: 24 }, () => trainer.call("createIncident", wish)));
  expect(answers.map(({ code }) => code).filter((code) => code === "CONFLICT")).toHaveLength(4);
  const { id, revision } = answers.find(({ code }) => code === undefined)?.answer ?? { id: "", revision: 0 };
  await trainer.call("patchIncident", { revision, close: "resolved" }, id);
  expect((await trainer.call("createIncident", wish)).code).toBeUndefined();
  expect((await trainer.call("createIncident", wish)).code).toBe("CONFLICT");
});

test("a panic button opens an incident where it hangs, opens cameras, and clearing it ends their views", async () => {
  const [raised] = await deliver(house.url, [{ call: "deli-1", sequence: 1, state: "raised" }], nowMs(), "panic-deli");
  expect(raised?.outcome).toBe("opened");
  expect(await see("deli-1")).toMatchObject({ source: "panic", verified: true, priority: 1, place: "Harbor Deli" });
  const purpose = { code: "emergency-response" as const, incidentId: "deli-1" };
  const ask = async () => (await analyst.ask(["204"], { purpose })).answer.answers[0];
  expect(await ask()).toMatchObject({ outcome: "permit" });
  await deliver(house.url, [{ call: "deli-1", sequence: 2, state: "cleared" }], nowMs(), "panic-deli");
  expect(await ask()).toMatchObject({ outcome: "deny", reasons: ["CTX_INCIDENT_CLOSED"] });
  const ends = () =>
    readAudit(dataDir).entries.filter(({ type, incident }) => type === "viewing.ended" && incident === "deli-1");
  await expect.poll(() => ends().map(({ cause }) => cause)).toEqual(["incident-closed"]);
});

test("a panic button's key opens nothing but where the button hangs, whatever it says", async () => {
  const told = { kind: "shots-heard", priority: 1, position: { ...PLACE, lat: 41.06 } };
  const call = (sequence: number) => deliver(house.url, [{ call: "deli-2", sequence, ...told }], nowMs(), "panic-deli");
  const hangs = { kind: "robbery-alarm", priority: 1, position: { lat: 41.049841 } };
  expect((await call(1))[0]).toMatchObject({ outcome: "opened", problems: [expect.stringContaining("feeds.json")] });
  expect(await see("deli-2")).toMatchObject(hangs);
  await call(2);
  expect(await see("deli-2")).toMatchObject(hangs);
  const { revision = 0 } = (await see("deli-2")) ?? {};
  await supervisor.call("patchIncident", { revision, edit: { position: PLACE } }, "deli-2");
  await call(3);
  expect(await see("deli-2")).toMatchObject({ verified: false, position: PLACE });
});

const BUTTON = { id: "b", source: "panic", label: "Deli", secret: "p".repeat(40) };

test.each([
  ["a secret too short", { id: "cad", source: "cad", label: "CAD", secret: "short-secret" }, "0.secret"],
  ["a panic button without a place", { ...BUTTON, usual: { kind: "fire", priority: 1 } }, "0.usual.position"],
  ["a panic button that may be anything", { ...BUTTON, usual: { priority: 1, position: PLACE } }, "0.usual.kind"],
])(
  "a hub whose list of feeds is wrong does not start, says where, and prints no secret: %s",
  async (_name, feed, where) => {
    const dir = mkdtempSync(join(tmpdir(), "glasshouse-feeds-wrong-"));
    writeFileSync(join(dir, "feeds.json"), JSON.stringify([feed]));
    const refusal = await startTestHub({ dataDir: dir }).then(
      () => "started",
      (cause: unknown) => String(cause),
    );
    expect(refusal).toContain(where);
    expect(refusal).not.toContain(feed.secret);
    rmSync(dir, { recursive: true, force: true });
  },
);
