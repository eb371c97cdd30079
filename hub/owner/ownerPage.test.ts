import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestHub, type TestHub } from "../test/startTestHub.ts";
import { createTestOwner } from "../test/testOwner.ts";
import { renderCameras } from "./ownerHtml.ts";

let house: TestHub;
beforeAll(async () => {
  house = await startTestHub();
});
afterAll(() => house.close());

test("the sign-in page has the agreed labels and needs no script", async () => {
  const page = await createTestOwner(house.url).page();
  expect(page).toMatch(/<label for="operator">Operator<\/label>\s*<input id="operator" name="operator" type="text"/);
  expect(page).toMatch(/<label for="password">Password<\/label>/);
  expect(page).toContain(">Sign in</button>");
});

test("an owner sees the camera they signed in by first, and no one else's", async () => {
  const owner = createTestOwner(house.url);
  const answered = await owner.signIn("owner204");
  expect(answered.headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Strict/);
  const page = await owner.page();
  const numbers = [...page.matchAll(/data-camera="(\w+)"/g)].map(([, number]) => number);
  expect(numbers[0]).toBe("204");
  expect(numbers).toContain("322");
  expect(numbers).not.toContain("260");
  expect(page).toContain("Withdraw");
  expect(page).toContain("Who watched");
});

test("the page allows no inline script, no frame and no foreign form", async () => {
  const response = await fetch(`${house.url}/owner`);
  const policy = response.headers.get("content-security-policy") ?? "";
  for (const rule of ["default-src 'none'", "script-src 'self'", "form-action 'self'", "frame-ancestors 'none'"]) {
    expect(policy).toContain(rule);
  }
  expect(await response.text()).not.toMatch(/<script(?![^>]*src=)|style="/);
});

test("a form without the page's token, or for another's camera, changes nothing", async () => {
  const owner = createTestOwner(house.url);
  await owner.signIn("owner260");
  expect((await owner.send("/owner/withdraw", { camera: "cam-260" }, "forged")).status).toBe(403);
  expect((await owner.send("/owner/withdraw", { camera: "cam-204" })).status).toBe(404);
  expect((await owner.send("/owner/withdraw", { camera: "cam-260", extra: "1" })).status).toBe(400);
  expect(await owner.page()).toContain(">Withdraw</button>");
  expect(
    (await createTestOwner(house.url).send("/owner/withdraw", { camera: "cam-260" }, "none")).headers.get("location"),
  ).toBe("/owner");
});

test("an owner's cookie opens nothing under /v1, and a station's session no owner's page", async () => {
  const owner = createTestOwner(house.url);
  const signedIn = await owner.signIn("owner260");
  const cookie = signedIn.headers.get("set-cookie")?.split(";", 1)[0] ?? "";
  expect((await fetch(`${house.url}/v1/me`, { headers: { cookie } })).status).toBe(401);
  const analyst = await house.station("analyst");
  expect((await analyst.raw("GET", "/owner", { token: analyst.accessToken })).status).toBe(200);
  const body = await (await analyst.raw("GET", "/owner", { token: analyst.accessToken })).text();
  expect(body).toContain("Sign in");
});

test("five wrong passwords lock an owner too", async () => {
  const owner = createTestOwner(house.url);
  for (let attempt = 0; attempt < 5; attempt++) expect((await owner.signIn("owner318", "wrong")).status).toBe(401);
  const locked = await owner.signIn("owner318");
  expect(locked.status).toBe(429);
  expect(await locked.text()).toContain("locked for 15 minutes");
});

test("a flood of sign-ins from one address is told to wait", async () => {
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 40; attempt++) {
    const answer = await fetch(`${house.url}/owner/sign-in`, { method: "POST", body: new URLSearchParams() });
    statuses.push(answer.status);
  }
  // Not the last one of all: on a slow machine a place has come free again by then.
  expect(statuses[0]).toBe(401);
  expect(statuses).toContain(429);
});

test("names from outside are shown as text, whatever they hold", () => {
  const hostile = `<img src=x onerror="alert(1)">'"&</section><script>`;
  const line = { when: hostile, howLong: hostile, who: hostile, why: hostile };
  const request = { id: hostile, who: hostile, what: hostile, why: hostile, timeLeft: hostile };
  const camera = { id: hostile, number: hostile, name: hostile, words: hostile, terms: [hostile] };
  const state = {
    isWithdrawn: false,
    canWithdraw: true,
    watchedNowBy: [hostile],
    watched: [{ ...line, what: hostile }],
    isMoreWatched: true,
    held: [hostile],
    requests: [request],
  };
  const about = {
    requestId: hostile,
    cameraId: hostile,
    camera: hostile,
    who: hostile,
    purpose: hostile,
    why: hostile,
  };
  const asked = { ...about, span: hostile, until: hostile, times: [{ atMs: 1, words: hostile }] };
  const footage = [
    { ...asked, isOffered: false },
    { ...asked, isOffered: true },
  ];
  const page = renderCameras(hostile, hostile, [{ ...camera, ...state }], footage).toString();
  expect(page).not.toContain("<img");
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page.match(/<\/section>/g)).toHaveLength(2);
  expect(page).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&quot;&amp;");
});
