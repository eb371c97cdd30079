import type { ServerResponse } from "node:http";
import { UnsecuredJWT } from "jose";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { MAX_BODY_BYTES } from "../../contract/hubRoutes.ts";
import { openTestDesk, type TestDesk } from "./testing/openTestDesk.ts";
import { type ScriptedHub, startScriptedHub } from "./testing/scriptedHub.ts";
import type { TestWindow } from "./testing/testWindow.ts";

let hub: ScriptedHub;
let at: TestDesk;
let window: TestWindow;

beforeEach(async () => {
  hub = await startScriptedHub();
  at = await openTestDesk({ hubUrl: hub.url, enrolCode: "code-for-test" });
  window = await at.openWindow();
  await window.call("session.signIn", { operator: "analyst", password: "training" });
  await window.call("purpose.set", { display: 1, purpose: { code: "emergency-response", incidentId: "26-1" } });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await at.close();
  await hub.close();
});

async function claim(cameraId = "cam:1"): Promise<string> {
  const { claims } = await window.call("viewing.claim", { items: [{ tile: 1, cameraId }] });
  return claims[0]?.claimId ?? "";
}

const isAlarmed = () => at.log.has("integrity.alarm");

describe("grants of a hub that lies", () => {
  test("are believed as long as it does not", async () => {
    await window.waitStatus(await claim(), "permitted");
    expect(isAlarmed()).toBe(false);
  });

  test.each([
    ["another camera", { cam: "cam:2" }],
    ["another station's key", { cnf: { jkt: "stolen" } }],
    ["an older question", { nonce: "nonce-of-yesterday" }],
    ["a time that is over", { iat: 1_799_999_000, exp: 1_799_999_060 }],
  ])("for %s open nothing", async (_what, forgery) => {
    hub.forge = forgery;
    expect(await window.waitStatus(await claim(), "refused")).toEqual({
      state: "refused",
      reasons: ["INTERNAL_ERROR"],
    });
    expect(isAlarmed()).toBe(true);
  });

  test("without a signature open nothing", async () => {
    hub.sign = async (claims) => new UnsecuredJWT({ ...claims }).encode();
    const claimId = await claim();
    await window.waitStatus(claimId, "refused");
    await expect(
      window.call("viewing.openMedia", { claimId, protocol: "flv", rendition: "sub", frames: "all" }),
    ).rejects.toThrow();
    expect(hub.calls.some((call) => call.includes("/v1/media/"))).toBe(false);
  });

  test("hold whatever the machine's own clock says", async () => {
    for (const jumpMs of [7_200_000, -86_400_000]) {
      const wrong = Date.now() + jumpMs;
      vi.spyOn(Date, "now").mockReturnValue(wrong);
      await window.waitStatus(await claim(`cam:${Math.abs(jumpMs)}`), "permitted");
    }
  });
});

describe("answers of a hub that is slow, large or broken", () => {
  const lies: [string, (response: ServerResponse) => void, string][] = [
    ["of 5 MiB", (response) => response.end("x".repeat(MAX_BODY_BYTES + 1_048_576)), "HUB_ANSWER_INVALID"],
    ["that are not JSON", (response) => response.end("<html>"), "HUB_ANSWER_INVALID"],
    [
      "with fields nobody knows",
      (response) => response.end('{"answers":[],"hubNowMs":1,"all":true}'),
      "HUB_ANSWER_INVALID",
    ],
    [
      "that lead elsewhere",
      (response) => response.writeHead(302, { location: "http://127.0.0.1:9/" }).end(),
      "HUB_ANSWER_INVALID",
    ],
    ["that do not begin", () => {}, "HUB_UNREACHABLE"],
    ["that do not end", (response) => response.write("{"), "HUB_UNREACHABLE"],
  ];
  test.each(lies)("%s open nothing", async (_what, lie, code) => {
    hub.lies.set("POST /v1/viewings", (_request, response) => lie(response));
    const claimId = await claim();
    await vi.waitFor(
      () => expect(at.log.lines.find(({ event }) => event === "viewings.unanswered")?.facts.code).toBe(code),
      5_000,
    );
    expect(window.statuses.get(claimId)?.state).not.toBe("permitted");
    await expect(
      window.call("viewing.openMedia", { claimId, protocol: "flv", rendition: "sub", frames: "all" }),
    ).rejects.toThrow();
  });
});

test("a page of a proxy while the hub is away is asked again, not believed", async () => {
  hub.lies.set("POST /v1/viewings", (_request, response) => {
    hub.lies.delete("POST /v1/viewings");
    response.writeHead(502, { "content-type": "text/html" }).end("<html>Bad Gateway</html>");
  });
  const claimId = await claim();
  await window.waitStatus(claimId, "permitted");
  expect(at.log.lines.find(({ event }) => event === "viewings.unanswered")?.facts.code).toBe("HUB_UNREACHABLE");
});

describe("news of a hub that cannot be trusted", () => {
  test.each([
    ["an event without end", `data: ${"x".repeat(70_000)}`],
    ["an event nobody knows", 'data: {"type":"camera.everything"}\n\n'],
    ["a wrong hub time", `data: {"type":"heartbeat","hubNowMs":1700000000000}\n\n`],
  ])("cover private tiles for %s and ask again", async (_what, bytes) => {
    const claimId = await claim();
    await window.waitStatus(claimId, "permitted");
    const before = window.replies.length;
    hub.sendRaw(bytes);
    await vi.waitFor(() => {
      const since = window.replies.slice(before).flatMap((reply) => {
        const isStatus = reply.kind === "event" && reply.event === "viewing.changed";
        return isStatus ? [(reply.payload as { status: { state: string } }).status.state] : [];
      });
      expect(since[0]).toBe("asking");
      expect(since.at(-1)).toBe("permitted");
    }, 5_000);
  });

  test("of an ended sign-in end everything", async () => {
    const claimId = await claim();
    await window.waitStatus(claimId, "permitted");
    hub.send({ type: "session.revoked" });
    await window.wait("session.changed", (state) => state.state === "signedOut");
    expect(window.statuses.get(claimId)).toMatchObject({ state: "ended", cause: "session-revoked" });
    await expect(window.call("cameras.snapshot", {})).rejects.toThrow(/Sign in/);
  });
});

test("a station the hub has forgotten enrols again when it is given a fresh code", async () => {
  await window.call("session.signOut", {});
  let refusals = 0;
  hub.lies.set("POST /v1/session", (_request, response) => {
    refusals++;
    hub.lies.delete("POST /v1/session");
    response
      .writeHead(401)
      .end(
        JSON.stringify({ type: "x", title: "x", status: 401, code: "STATION_UNKNOWN", detail: "", retryable: false }),
      );
  });
  at.desk.useEnrolCode("fresh-code");
  await window.call("session.signIn", { operator: "analyst", password: "training" });
  expect([refusals, hub.calls.filter((call) => call === "POST /v1/stations/enrol").length]).toEqual([1, 2]);
});
