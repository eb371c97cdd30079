import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createHandClock, type HandClock } from "./test/createHandClock.ts";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import { readEvents } from "./test/testEvents.ts";
import { createTestOwner } from "./test/testOwner.ts";
import type { TestStation } from "./test/testStation.ts";

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

async function askOne(number: string, ask: boolean, station = analyst) {
  const { answer } = await station.ask([number], { ask });
  return answer.answers[0];
}

/** The id of a request in the owner's page. */
function findRequestId(page: string): string {
  return /name="request" value="(?<id>[^"]+)"/.exec(page)?.groups?.id ?? "";
}

test("without an explicit act nobody is asked", async () => {
  const answer = await askOne("326", false);
  expect(answer).toEqual({ outcome: "pending-supervisor", cameraId: "cam-326", reasons: ["PENDING_SUPERVISOR"] });
  expect((await supervisor.call("approvals")).answer.approvals).toEqual([]);
});

test("a resident is asked after the supervisor, and a yes permits for at most half an hour", async () => {
  const events = await readEvents(analyst);
  const asked = await askOne("326", true);
  expect(asked).toMatchObject({ outcome: "pending-supervisor", expiresInMs: 10 * MINUTE_MS });
  const owner = createTestOwner(house.url);
  await owner.signIn("owner326");
  expect(findRequestId(await owner.page())).toBe("");

  const { approvals } = (await supervisor.call("approvals")).answer;
  expect(approvals).toMatchObject([{ cameraNumber: "326", askedBy: "A. Reyes", isOwn: false }]);
  const id = approvals[0]?.requestId ?? "";
  expect((await supervisor.call("answerApproval", { answer: "approve" }, id)).status).toBe(200);
  expect(await askOne("326", false)).toMatchObject({ outcome: "pending-owner", requestId: id });

  const page = await owner.page();
  expect(page).toContain("A. Reyes, Harbor City Real-Time Crime Center");
  await owner.send("/owner/answer", { request: findRequestId(page), answer: "allow" });
  await events.find("request.resolved", ({ requestId }) => requestId === id);
  expect(await askOne("326", false)).toMatchObject({ outcome: "permit", endsInMs: 30 * MINUTE_MS });
  expect(await askOne("326", false, supervisor)).toMatchObject({ outcome: "pending-supervisor" });
  events.close();
});

test("a yes holds half an hour", async () => {
  await askOne("322", true);
  const owner = createTestOwner(house.url);
  await owner.signIn("owner322");
  await owner.send("/owner/answer", { request: findRequestId(await owner.page()), answer: "allow" });
  clock.advance(29 * MINUTE_MS);
  await analyst.signIn("analyst");
  expect(await askOne("322", false)).toMatchObject({ outcome: "permit", endsInMs: MINUTE_MS });
  clock.advance(MINUTE_MS);
  expect(await askOne("322", false)).toMatchObject({ outcome: "pending-owner" });
});

test("a no and silence look the same to the asking desk, at every moment", async () => {
  const trainer = await house.station("trainer");
  await askOne("322", true);
  const owner = createTestOwner(house.url);
  await owner.signIn("owner322");
  await owner.send("/owner/answer", { request: findRequestId(await owner.page()), answer: "not-now" });
  expect(findRequestId(await owner.page())).toBe("");
  await askOne("322", true, trainer);
  const strip = (answer: unknown) => JSON.stringify(answer).replace(/request:\w+/, "");
  for (const waitMs of [0, 5 * MINUTE_MS, 5 * MINUTE_MS]) {
    clock.advance(waitMs);
    await analyst.signIn("analyst");
    await trainer.signIn("trainer");
    expect(strip(await askOne("322", true))).toBe(strip(await askOne("322", true, trainer)));
  }
  await expect
    .poll(() => askOne("322", true))
    .toEqual({ outcome: "deny", cameraId: "cam-322", reasons: ["REQUEST_NO_ANSWER"] });
  clock.advance(11 * MINUTE_MS);
  await analyst.signIn("analyst");
  expect(await askOne("322", false)).toMatchObject({ outcome: "pending-owner" });
});

test("a request that runs out while nothing can be audited takes no late answer, and ends when it can be", async () => {
  await askOne("322", true);
  const owner = createTestOwner(house.url);
  await owner.signIn("owner322");
  const request = findRequestId(await owner.page());
  const database = new DatabaseSync(join(house.dataDir, "hub.sqlite"));
  const hasEnded = () => database.prepare("select 1 from request where state = 'unanswered'").get() !== undefined;
  database.exec("create trigger full before insert on audit begin select raise(abort, 'disk full'); end");
  clock.advance(10 * MINUTE_MS);
  await owner.send("/owner/answer", { request, answer: "allow" });
  database.exec("drop trigger full");
  await owner.send("/owner/answer", { request, answer: "allow" });
  expect(hasEnded()).toBe(false);
  clock.advance(MINUTE_MS);
  await expect.poll(hasEnded).toBe(true);
  database.close();
});

test("nobody approves their own request, and only supervisors approve", async () => {
  await askOne("326", true, supervisor);
  const [own] = (await supervisor.call("approvals")).answer.approvals;
  expect(own?.isOwn).toBe(true);
  const id = own?.requestId ?? "";
  expect((await supervisor.call("answerApproval", { answer: "approve" }, id)).code).toBe("RIGHT_MISSING");
  expect((await analyst.call("answerApproval", { answer: "approve" }, id)).code).toBe("RIGHT_MISSING");
  expect((await analyst.call("approvals")).code).toBe("RIGHT_MISSING");
});

test("asking again makes no second request, and a declined one is not repeated", async () => {
  const first = await askOne("326", true);
  const second = await askOne("326", true);
  expect(second).toMatchObject({ requestId: first?.outcome === "pending-supervisor" ? first.requestId : "none" });
  const [waiting, another] = (await supervisor.call("approvals")).answer.approvals;
  expect(another).toBeUndefined();
  const id = waiting?.requestId ?? "";
  await supervisor.call("answerApproval", { answer: "decline" }, id);
  expect(await askOne("326", true)).toMatchObject({ outcome: "deny", reasons: ["REQUEST_NO_ANSWER"] });
  expect((await supervisor.call("answerApproval", { answer: "approve" }, id)).code).toBe("CONFLICT");
});

test("many equal questions at once, in one call or in several, make one request", async () => {
  await Promise.all([analyst.ask(Array<string>(40).fill("326"), { ask: true }), askOne("326", true)]);
  const { approvals } = (await supervisor.call("approvals")).answer;
  expect(approvals.map(({ cameraNumber }) => cameraNumber)).toEqual(["326"]);
});

test("a yes does not outlive a withdrawal, even when permission is given again", async () => {
  await askOne("322", true);
  const owner = createTestOwner(house.url);
  await owner.signIn("owner322");
  await owner.send("/owner/answer", { request: findRequestId(await owner.page()), answer: "allow" });
  expect(await askOne("322", false)).toMatchObject({ outcome: "permit" });
  await owner.send("/owner/withdraw", { camera: "cam-322" });
  await owner.send("/owner/share", { camera: "cam-322" });
  expect(await askOne("322", false)).toMatchObject({ outcome: "pending-owner" });
});

test("recordings are asked for with their time, and a yes is one for that time and no other", async () => {
  const nowMs = clock.nowMs();
  const range = { fromMs: nowMs - 30 * MINUTE_MS, toMs: nowMs - 20 * MINUTE_MS };
  const ask = async (change: Partial<typeof range>, isAct = false) =>
    (await analyst.ask(["326"], { range: { ...range, ...change }, ask: isAct })).answer.answers[0];
  expect(await ask({}, true)).toMatchObject({ outcome: "pending-supervisor", requestId: expect.any(String) });

  const { approvals } = (await supervisor.call("approvals")).answer;
  expect(approvals).toMatchObject([{ cameraNumber: "326", range }]);
  await supervisor.call("answerApproval", { answer: "approve" }, approvals[0]?.requestId ?? "");
  const owner = createTestOwner(house.url);
  await owner.signIn("owner326");
  const page = await owner.page();
  expect(page).toMatch(/asks for what was recorded from \w{3} \d+, \d{4}, \d\d:\d\d to/);
  await owner.send("/owner/answer", { request: findRequestId(page), answer: "allow" });

  expect(await ask({})).toMatchObject({ outcome: "permit", range });
  expect(await ask({ fromMs: range.fromMs + MINUTE_MS })).toMatchObject({ outcome: "permit" });
  expect(await ask({ toMs: range.toMs + 1 })).toMatchObject({ outcome: "pending-supervisor" });
  expect(await askOne("326", false)).toMatchObject({ outcome: "pending-supervisor" });
});
