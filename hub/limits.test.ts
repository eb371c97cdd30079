import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CameraPage } from "../contract/cameras.ts";
import { HubInfo } from "../contract/operators.ts";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import type { TestStation } from "./test/testStation.ts";

let house: TestHub;
let analyst: TestStation;
beforeAll(async () => {
  house = await startTestHub();
  analyst = await house.station("analyst");
});
afterAll(() => house.close());

function post(path: string, body: string): Promise<Response> {
  return analyst.raw("POST", path, { token: analyst.accessToken, body });
}

test("a body of 5 MiB is refused", async () => {
  const response = await post("/v1/viewings", JSON.stringify({ nonce: "x".repeat(5 * 1_024 * 1_024) }));
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ code: "REQUEST_TOO_LARGE" });
});

test("a body nested deeper than 16 is refused, and brackets inside text do not count", async () => {
  const deep = await post("/v1/viewings", "[".repeat(17) + "]".repeat(17));
  expect(await deep.json()).toMatchObject({ code: "REQUEST_MALFORMED", detail: "It is nested too deeply." });
  const text = await post("/v1/viewings", JSON.stringify({ note: '"[[[[[[[[[[[[[[[[[[[[' }));
  expect(await text.json()).not.toMatchObject({ detail: "It is nested too deeply." });
});

test("unknown fields, reserved words and other types are refused by name", async () => {
  const item = { cameraId: "cam-205", action: "view-live" };
  const known = {
    purpose: { code: "training" },
    stationId: analyst.stationId,
    nonce: "0123456789abcdef",
    supportedObligations: [],
  };
  const bodies = [
    JSON.stringify({ ...known, items: [item], extra: 1 }),
    JSON.stringify({ ...known, items: [] }),
    JSON.stringify({ ...known, items: Array.from({ length: 257 }, () => item) }),
    JSON.stringify({ ...known, items: [{ ...item, cameraId: "__proto__" }] }),
    `{"__proto__":{"admin":true},${JSON.stringify({ ...known, items: [item] }).slice(1)}`,
    "not json",
    "",
  ];
  for (const body of bodies) {
    const response = await post("/v1/viewings", body);
    expect({ body: body.slice(0, 40), status: response.status }).toEqual({ body: body.slice(0, 40), status: 400 });
  }
  const asText = await analyst.raw("POST", "/v1/viewings", {
    token: analyst.accessToken,
    body: "{}",
    headers: { "content-type": "text/plain" },
  });
  expect(asText.status).toBe(400);
});

test("nothing but the hub's own facts opens without a session", async () => {
  const info = await fetch(`${house.url}/v1/info`);
  expect(HubInfo.parse(await info.json()).site.synthetic).toBe(true);
  for (const path of ["/v1/me", "/v1/cameras", "/v1/incidents", "/v1/approvals", "/v1/events"]) {
    expect((await fetch(house.url + path)).status).toBe(401);
  }
  expect((await fetch(`${house.url}/v1/nothing`)).status).toBe(404);
});

test("an answer of the hub's is problem+json without a stack", async () => {
  const response = await fetch(`${house.url}/v1/me`);
  expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  expect(Object.keys(JSON.parse(await response.text())).sort()).toEqual([
    "code",
    "detail",
    "retryable",
    "status",
    "title",
    "type",
  ]);
});

test("cameras come gzipped, valid, and only once changed", async () => {
  const { answer } = await analyst.call("cameras");
  const page = CameraPage.parse(answer);
  expect(page.cameras).toHaveLength(300);
  expect(page.cameras.filter(({ renditions }) => renditions !== undefined)).toHaveLength(64);
  expect(page.cameras.filter(({ sharing, can }) => sharing === "registry-only" && can !== undefined)).toEqual([]);
  const since = await analyst.call("cameras", undefined, undefined, `?since=${page.revision}`);
  expect(since.answer).toEqual({ revision: page.revision, cameras: [], removedIds: [] });
  const wrong = await analyst.call("cameras", undefined, undefined, "?after=nonsense");
  expect(wrong.code).toBe("REQUEST_MALFORMED");
  const raw = await analyst.raw("GET", "/v1/cameras", {
    token: analyst.accessToken,
    headers: { "accept-encoding": "gzip" },
  });
  expect(raw.headers.get("content-encoding")).toBe("gzip");
});

test("256 cameras in one call are one commit", async () => {
  const numbers = Array.from({ length: 256 }, (_, index) => String(101 + index));
  const startMs = performance.now();
  const { answer } = await analyst.ask(numbers);
  process.stdout.write(`ask256Ms ${(performance.now() - startMs).toFixed(0)}\n`);
  expect(answer.answers).toHaveLength(256);
  expect(answer.answers.filter(({ outcome }) => outcome === "permit").length).toBeGreaterThanOrEqual(13);
});

test("a foreign name that points at loopback is misdirected", async () => {
  const status = await new Promise((resolve) => {
    const asked = request(`${house.url}/owner`, { headers: { host: "evil.example" } }, (answer) => {
      resolve(answer.statusCode);
      answer.resume();
    });
    asked.end();
  });
  expect(status).toBe(421);
});
