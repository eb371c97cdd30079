import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FootageAnswer, FootageRequest, FootageWish } from "../contract/footage.ts";
import { createHandClock, type HandClock } from "./test/createHandClock.ts";
import { readAudit } from "./test/readAudit.ts";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import { readEvents } from "./test/testEvents.ts";
import { createTestOwner, type TestOwner } from "./test/testOwner.ts";
import { MILL_STREET, type TestStation } from "./test/testStation.ts";

let clock: HandClock;
let house: TestHub;
let analyst: TestStation;
let supervisor: TestStation;
beforeEach(async () => {
  clock = createHandClock();
  house = await startTestHub({ clock });
  analyst = await house.station("analyst");
  supervisor = await house.station("supervisor");
});
afterEach(() => house.close());

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function makeWish(change: Partial<FootageWish> = {}): FootageWish {
  const toMs = clock.nowMs() - MINUTE_MS;
  const area = { shape: "cameras" as const, cameraIds: ["cam-R1", "cam-R2", "cam-260"] };
  return { incidentId: MILL_STREET, area, fromMs: toMs - HOUR_MS, toMs, why: "A grey van left at speed.", ...change };
}

/** Asked by the analyst and let through by the supervisor. */
async function putToOwners(change: Partial<FootageWish> = {}): Promise<FootageRequest> {
  const { answer } = await analyst.call("askFootage", makeWish(change));
  return (await supervisor.call("stepFootage", { step: "approve" }, answer.id)).answer;
}

async function readAnswers(): Promise<Record<string, FootageAnswer>> {
  const { answer } = await analyst.call("footageRequests", undefined, undefined, `?incidentId=${MILL_STREET}`);
  return Object.fromEntries((answer.requests[0]?.items ?? []).map((item) => [item.number, item.answer]));
}

async function signOwner(number: string): Promise<TestOwner> {
  const owner = createTestOwner(house.url);
  await owner.signIn(`owner${number}`);
  return owner;
}

/** Signs in anew: a session of the hand clock lasts half a day. */
async function passTime(ms: number): Promise<void> {
  clock.advance(ms);
  await Promise.all([analyst.signIn("analyst"), supervisor.signIn("supervisor")]);
}

const ask = (request: string, camera: string, answer: string) => ({ request, camera: `cam-${camera}`, answer });

test("an owner is asked after a supervisor, sees who and why, and their yes reaches the agency", async () => {
  const asked = await analyst.call("askFootage", makeWish());
  expect(asked.answer).toMatchObject({ stage: "supervisor", isOwn: true, incidentTitle: "Shots heard" });
  const owner = await signOwner("R1");
  expect(await owner.page()).not.toContain("Requests for recordings");
  const waiting = (await supervisor.call("footageRequests")).answer.requests;
  expect(waiting).toMatchObject([{ id: asked.answer.id, isOwn: false, askedBy: "A. Reyes" }]);
  const events = await readEvents(analyst);
  expect((await supervisor.call("stepFootage", { step: "approve" }, asked.answer.id)).answer.stage).toBe("owners");
  await events.find("footage.changed", ({ incidentId }) => incidentId === MILL_STREET);
  events.close();

  const page = await owner.page();
  for (const words of [
    "A. Reyes, Harbor City Real-Time",
    "Shots heard, Mill St",
    "A grey van left at speed.",
    "will contact you",
  ])
    expect(page).toContain(words);
  expect(page).not.toMatch(/please|must|urgent|required to/i);
  expect((await owner.send("/owner/footage", ask(asked.answer.id, "R1", "yes"))).status).toBe(303);
  expect(await readAnswers()).toEqual({ R1: "yes", R2: "no-answer", 260: "no-answer" });
  expect(await owner.page()).toContain("Take back");
});

test("silence, ignore and a withdrawn camera look the same at every moment, and make no news", async () => {
  const withdrawer = await signOwner("260");
  await withdrawer.send("/owner/withdraw", { camera: "cam-260" });
  const { id } = await putToOwners();
  const events = await readEvents(analyst);
  await (await signOwner("R1")).send("/owner/footage", ask(id, "R1", "ignore"));
  expect(await withdrawer.page()).not.toContain("Requests for recordings");
  expect(await readAnswers()).toEqual({ R1: "no-answer", R2: "no-answer", 260: "no-answer" });
  await passTime(71 * HOUR_MS);
  expect(await readAnswers()).toEqual({ R1: "no-answer", R2: "no-answer", 260: "no-answer" });
  expect(events.seen.filter(({ event }) => event.type === "footage.changed")).toEqual([]);
  await passTime(2 * HOUR_MS);
  await expect.poll(readAnswers).toEqual({ R1: "ended", R2: "ended", 260: "ended" });
  events.close();
  expect(await (await signOwner("R2")).page()).not.toContain("Requests for recordings");
});

test("a camera withdrawn while its owner is asked is asked no more, which nobody can tell", async () => {
  const { id } = await putToOwners();
  const owner = await signOwner("260");
  expect(await owner.page()).toContain("Requests for recordings");
  await owner.send("/owner/withdraw", { camera: "cam-260" });
  await expect.poll(() => owner.page()).not.toContain("Requests for recordings");
  expect(await readAnswers()).toMatchObject({ 260: "no-answer" });
  expect((await owner.send("/owner/footage", ask(id, "260", "yes"))).status).toBe(409);
});

test("the owner of a camera with recordings may offer a part, and nothing beyond what was asked", async () => {
  const { id, fromMs, toMs } = await putToOwners();
  const owner = await signOwner("260");
  const page = await owner.page();
  expect(page.match(/<select/g)).toHaveLength(2);
  const outside = { from: String(fromMs - 1), to: String(toMs) };
  const backwards = { from: String(toMs), to: String(fromMs) };
  for (const span of [outside, backwards, { from: "1e99", to: "x" }])
    expect((await owner.send("/owner/footage", { ...ask(id, "260", "yes"), ...span })).status).toBe(400);
  const part = { fromMs: fromMs + 5 * MINUTE_MS, toMs: toMs - 5 * MINUTE_MS };
  const fields = { ...ask(id, "260", "yes"), from: String(part.fromMs), to: String(part.toMs) };
  expect((await owner.send("/owner/footage", fields)).status).toBe(303);
  const { answer } = await analyst.call("footageRequests", undefined, undefined, `?incidentId=${MILL_STREET}`);
  expect(answer.requests[0]?.items.find(({ number }) => number === "260")).toMatchObject({ answer: "yes", span: part });
  expect((await owner.send("/owner/footage", ask(id, "260", "take-back"))).status).toBe(303);
  expect(await readAnswers()).toMatchObject({ 260: "taken-back" });
});

test("nobody answers for another's camera, without the page's token, twice or too late", async () => {
  const { id } = await putToOwners();
  const owner = await signOwner("R1");
  expect((await owner.send("/owner/footage", ask(id, "R2", "yes"))).status).toBe(404);
  expect((await owner.send("/owner/footage", ask(id, "R1", "yes"), "forged")).status).toBe(403);
  expect((await owner.send("/owner/footage", ask("footage:none", "R1", "yes"))).status).toBe(404);
  expect((await owner.send("/owner/footage", ask(id, "R1", "ignore"))).status).toBe(303);
  expect((await owner.send("/owner/footage", ask(id, "R1", "yes"))).status).toBe(409);
  await passTime(73 * HOUR_MS);
  expect((await (await signOwner("R2")).send("/owner/footage", ask(id, "R2", "yes"))).status).toBe(409);
});

test("nobody approves their own request, and an analyst approves none", async () => {
  const own = (await supervisor.call("askFootage", makeWish())).answer;
  expect((await supervisor.call("stepFootage", { step: "approve" }, own.id)).code).toBe("RIGHT_MISSING");
  expect((await supervisor.call("stepFootage", { step: "decline" }, own.id)).code).toBe("RIGHT_MISSING");
  for (const step of ["approve", "decline", "withdraw"] as const)
    expect((await analyst.call("stepFootage", { step }, own.id)).code).toBe("RIGHT_MISSING");
  expect((await analyst.call("footageRequests")).code).toBe("RIGHT_MISSING");
  const auditor = await house.station("auditor");
  expect((await auditor.call("askFootage", makeWish())).code).toBe("RIGHT_MISSING");
});

test("a declined request reaches no owner, and says no more than that", async () => {
  const { id } = (await analyst.call("askFootage", makeWish())).answer;
  await supervisor.call("stepFootage", { step: "decline" }, id);
  expect(await (await signOwner("R1")).page()).not.toContain("Requests for recordings");
  expect(await readAnswers()).toEqual({ R1: "ended", R2: "ended", 260: "ended" });
  expect((await supervisor.call("stepFootage", { step: "approve" }, id)).code).toBe("CONFLICT");
});

test("a request ends with its incident or its asker's word; what was offered stays offered", async () => {
  const { id } = await putToOwners();
  await (await signOwner("R1")).send("/owner/footage", ask(id, "R1", "yes"));
  const { revision } = (await supervisor.call("incidents")).answer;
  await supervisor.call("patchIncident", { revision, close: "resolved" }, MILL_STREET);
  await expect.poll(readAnswers).toEqual({ R1: "yes", R2: "ended", 260: "ended" });
  expect((await analyst.call("askFootage", makeWish())).code).toBe("FOOTAGE_REFUSED");
  expect(await (await signOwner("R2")).page()).not.toContain("Requests for recordings");
  expect(await (await signOwner("R1")).page()).toContain("Take back");
});

test("whoever asked may withdraw, once", async () => {
  const { id } = await putToOwners();
  expect((await analyst.call("stepFootage", { step: "withdraw" }, id)).answer.stage).toBe("withdrawn");
  expect((await analyst.call("stepFootage", { step: "withdraw" }, id)).code).toBe("CONFLICT");
  expect(await (await signOwner("R1")).page()).not.toContain("Requests for recordings");
});

test("asking and withdrawing has an end for the day, and what no owner saw is forgotten after one", async () => {
  const askAndWithdraw = async () => {
    const asked = await analyst.call("askFootage", makeWish());
    if (asked.code === undefined) await analyst.call("stepFootage", { step: "withdraw" }, asked.answer.id);
    return asked.code;
  };
  const known = (await supervisor.call("footageRequests")).answer.requests.length;
  const codes: (string | undefined)[] = [];
  for (let n = 0; n < 51; n++) codes.push(await askAndWithdraw());
  expect([codes.filter((code) => code === undefined).length, codes.at(-1)]).toEqual([50, "FOOTAGE_REFUSED"]);
  await passTime(7 * 24 * HOUR_MS);
  await analyst.call("askFootage", makeWish());
  expect((await supervisor.call("footageRequests")).answer.requests.length).toBe(known + 1);
});

test("an owner is asked three times a day by the whole agency, however many ask", async () => {
  for (const step of [1, 2, 3]) {
    const toMs = clock.nowMs() - step * 2 * HOUR_MS;
    await putToOwners({ fromMs: toMs - HOUR_MS, toMs });
  }
  const { why: _why, ...wish } = makeWish();
  const again = (await analyst.call("previewFootage", wish)).answer;
  expect(again.items.map(({ omission }) => omission)).toEqual(["asked-often", "asked-often", "asked-often"]);
  expect((await analyst.call("askFootage", makeWish())).code).toBe("FOOTAGE_REFUSED");
});

test("what was asked is known after a restart, and runs out in time", async () => {
  const { id } = await putToOwners();
  await (await signOwner("R1")).send("/owner/footage", ask(id, "R1", "yes"));
  const { dataDir } = house;
  await house.hub.close();
  house = await startTestHub({ clock, dataDir });
  analyst = await house.station("analyst");
  supervisor = await house.station("supervisor");
  expect(await readAnswers()).toEqual({ R1: "yes", R2: "no-answer", 260: "no-answer" });
  await passTime(73 * HOUR_MS);
  await expect.poll(readAnswers).toEqual({ R1: "yes", R2: "ended", 260: "ended" });
  await house.hub.close();
  house = await startTestHub({ clock: createHandClock(clock.nowMs() + 91 * 24 * HOUR_MS), dataDir });
  const database = new DatabaseSync(join(dataDir, "hub.sqlite"));
  expect(database.prepare("select count(*) as count from footage_request").get()).toEqual({ count: 0 });
  database.close();
});

test("every step is in the audit, with who took it", async () => {
  const { id } = await putToOwners();
  await (await signOwner("R1")).send("/owner/footage", ask(id, "R1", "yes"));
  await (await signOwner("R1")).send("/owner/footage", ask(id, "R1", "take-back"));
  await (await signOwner("R2")).send("/owner/footage", ask(id, "R2", "ignore"));
  await analyst.call("stepFootage", { step: "withdraw" }, id);
  const { entries, broken } = readAudit(house.dataDir);
  expect(broken).toBeUndefined();
  const steps = entries.filter(({ type }) => type.startsWith("footage."));
  expect(steps.map(({ type, actor }) => [type, actor])).toEqual([
    ["footage.asked", "analyst"],
    ["footage.approved", "supervisor"],
    ["footage.offered", "ownerR1"],
    ["footage.takenBack", "ownerR1"],
    ["footage.ignored", "ownerR2"],
    ["footage.withdrawn", "analyst"],
  ]);
});
