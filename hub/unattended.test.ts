import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HUB_ROUTES, type HubRouteName } from "../contract/hubRoutes.ts";
import type { StationReport } from "../contract/stations.ts";
import type { Purpose } from "../contract/viewings.ts";
import { createHandClock } from "./test/createHandClock.ts";
import { readAudit } from "./test/readAudit.ts";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import { readEvents, type TestEvents } from "./test/testEvents.ts";
import { EVERY_OBLIGATION, MILL_STREET, type TestStation } from "./test/testStation.ts";

const PUBLIC: Purpose = { code: "public-space-monitoring" };
const SHOTS: Purpose = { code: "emergency-response", incidentId: MILL_STREET };
const REPORT: StationReport = {
  isLocked: false,
  displays: [{ display: 1, layout: "1x1", tiles: [null], purpose: PUBLIC, hasWindow: true, isCut: false }],
};
const HOUR_MS = 3_600_000;

const clock = createHandClock();
let house: TestHub;
let administrator: TestStation;
let supervisor: TestStation;
let wall: TestStation;
let news: TestEvents;

async function signInAlone(station: TestStation) {
  const { stationId } = station;
  const answered = await station.call("signIn", { kind: "station", stationId });
  station.accessToken = answered.answer.accessToken;
  station.refreshToken = answered.answer.refreshToken;
  return answered;
}
const allow = (responsible: string | null, by = administrator) =>
  by.call("setUnattended", { responsible }, wall.stationId);
const outcomes = async (numbers: string[], purpose: Purpose) => {
  const { answer } = await wall.ask(numbers, { purpose });
  return answer.answers.map((one) => (one.outcome === "deny" ? one.reasons[0] : one.outcome));
};

beforeAll(async () => {
  house = await startTestHub({ clock });
  administrator = await house.station("administrator");
  supervisor = await house.station("supervisor");
  wall = await house.station();
});
afterAll(async () => {
  news?.close();
  await house.close();
});

describe("a station without an operator", () => {
  test("may not run alone until an administrator has said so and named who answers for it", async () => {
    expect((await signInAlone(wall)).code).toBe("STATION_NOT_ALLOWED");
    expect((await allow("supervisor", supervisor)).code).toBe("RIGHT_MISSING");
    expect((await allow("nobody-here")).code).toBe("NOT_FOUND");
    expect((await allow("owner260")).code).toBe("NOT_FOUND");
    expect((await allow("auditor")).code).toBe("RIGHT_MISSING");
    expect((await allow("supervisor")).status).toBe(200);
    const { answer } = await signInAlone(wall);
    expect(answer.me).toMatchObject({ operatorId: wall.stationId, roles: [], rights: ["view-live"] });
    expect(answer.me.responsibleLabel).toBeTypeOf("string");
    const opened = readAudit(house.dataDir).entries.findLast(({ type }) => type === "session.opened");
    expect(opened).toMatchObject({ actor: wall.stationId, responsible: answer.me.responsibleLabel });
  });

  test("must prove its key: its name alone, from another station, opens nothing", async () => {
    const { stationId } = wall;
    expect((await supervisor.call("signIn", { kind: "station", stationId })).code).toBe("STATION_UNKNOWN");
  });

  test("is permitted city cameras for public space, and nothing else it asks for", async () => {
    expect(await outcomes(["205", "204", "260", "322"], PUBLIC)).toEqual([
      ...["permit", "SUBJ_UNATTENDED", "SUBJ_UNATTENDED", "SUBJ_UNATTENDED"],
    ]);
    expect(await outcomes(["205", "204"], SHOTS)).toEqual(["SUBJ_UNATTENDED", "SUBJ_UNATTENDED"]);
    expect(await outcomes(["205"], { code: "training" })).toEqual(["SUBJ_UNATTENDED"]);
  });

  test.each(["view-recorded", "snapshot", "export"] as const)("is refused %s", async (action) => {
    const range = action === "view-recorded" ? { range: { fromMs: 0, toMs: null } } : {};
    const { answer } = await wall.call("openViewings", {
      ...{ purpose: PUBLIC, stationId: wall.stationId, nonce: "nonce-of-this-test-0003" },
      ...{ supportedObligations: EVERY_OBLIGATION, items: [{ cameraId: "cam-205", action, ...range }] },
    });
    expect(answer.answers).toMatchObject([{ outcome: "deny", reasons: ["SUBJ_UNATTENDED"] }]);
  });

  test("asks no owner and no supervisor, even when told to", async () => {
    const { answer } = await wall.ask(["322", "326"], { purpose: SHOTS, ask: true });
    expect(answer.answers.map(({ outcome }) => outcome)).toEqual(["deny", "deny"]);
    expect((await supervisor.call("approvals")).answer.approvals).toEqual([]);
  });

  test("is refused every call that the table does not allow it", async () => {
    const names = Object.keys(HUB_ROUTES) as HubRouteName[];
    const closed = names.filter((name) => {
      const route: { auth: string; unattended?: true } = HUB_ROUTES[name];
      return route.auth === "session" && route.unattended !== true;
    });
    expect(closed).toEqual(expect.arrayContaining(["putView", "answerApproval", "makeStationCode", "pushView"]));
    for (const name of closed) {
      const refused = await wall.call(name, {} as never, MILL_STREET);
      expect([name, refused.code]).toEqual([name, "RIGHT_MISSING"]);
    }
  });

  test("is told of the city's cameras and of no private one", async () => {
    const told = (await wall.call("cameras")).answer.cameras;
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter(({ owner }) => owner.kind !== "city")).toEqual([]);
    const all = (await supervisor.call("cameras")).answer.cameras;
    expect(told.length).toBe(all.filter(({ owner }) => owner.kind === "city").length);
  });

  test("is shown what is pushed to it, city cameras alone, and told of no incident", async () => {
    news = await readEvents(wall);
    await news.find("heartbeat");
    expect((await wall.call("incidents")).code).toBe("RIGHT_MISSING");
    await supervisor.call("patchIncident", { note: "Two people in the yard." }, MILL_STREET);
    await wall.call("reportDisplays", REPORT, wall.stationId);
    const answered = supervisor.call(
      "pushView",
      {
        requestId: "request:1",
        display: 1,
        purpose: SHOTS,
        view: { name: "Mill St", layout: "2x2", tiles: ["cam-205", "cam-204", null, null] },
      },
      wall.stationId,
    );
    const { push } = await news.find("station.pushed");
    // The wall asks before it says that it has shown the view: that is the order in which a desk does it.
    expect(await outcomes(["205", "204", "260"], SHOTS)).toEqual(["permit", "SUBJ_UNATTENDED", "SUBJ_UNATTENDED"]);
    await wall.call("ackPush", { outcome: "shown" }, push.pushId);
    expect((await answered).answer.outcome).toBe("shown");
    expect(JSON.stringify(news.seen)).not.toContain("Two people in the yard");
  });

  test("may show what was pushed to it only until that is replaced or refused", async () => {
    const push = (requestId: string, purpose: Purpose, outcome: "shown" | "station-locked") => {
      const view = { name: requestId, layout: "1x1" as const, tiles: ["cam-205"] };
      const answered = supervisor.call("pushView", { requestId, display: 1, purpose, view }, wall.stationId);
      return news
        .find("station.pushed", (event) => event.push.view.name === requestId)
        .then(({ push: { pushId } }) =>
          wall.call("ackPush", outcome === "shown" ? { outcome } : { outcome: "refused", reason: outcome }, pushId),
        )
        .then(() => answered);
    };
    await push("request:2", PUBLIC, "station-locked");
    expect(await outcomes(["206"], SHOTS)).toEqual(["permit"]);
    const training: Purpose = { code: "training" };
    const first = push("request:2a", training, "station-locked");
    await Promise.all([first, push("request:2b", PUBLIC, "station-locked")]);
    expect(await outcomes(["206"], training)).toEqual(["SUBJ_UNATTENDED"]);
    expect(await outcomes(["206"], SHOTS)).toEqual(["permit"]);
    await push("request:3", PUBLIC, "shown");
    expect(await outcomes(["219"], SHOTS)).toEqual(["SUBJ_UNATTENDED"]);
  });

  test("is named with who answers for it, on the owner's page and among those who watch", async () => {
    await wall.ask(["205"], { purpose: PUBLIC });
    await supervisor.ask(["205"]);
    const watched = await readEvents(supervisor);
    await supervisor.call("endViewing", undefined, "viewing:none");
    const database = new DatabaseSync(join(house.dataDir, "hub.sqlite"), { readOnly: true });
    const rows = database.prepare("select responsible from viewing where operator = ?").all(wall.stationId);
    database.close();
    const me = (await wall.call("me")).answer;
    expect(new Set(rows.map(({ responsible }) => responsible))).toEqual(new Set([me.responsibleLabel]));
    expect(me.label).toBe(`${me.responsibleLabel} (unattended)`);
    watched.close();
  });

  test("keeps its sign-in through refreshes, and one that is over leaves no refresh token behind", async () => {
    const { refreshToken, stationId } = wall;
    const { answer } = await wall.call("refresh", { refreshToken, stationId });
    expect(answer.me.operatorId).toBe(stationId);
    wall.accessToken = answer.accessToken;
    const count = () => {
      const database = new DatabaseSync(join(house.dataDir, "hub.sqlite"), { readOnly: true });
      const { sum } = database.prepare("select count(*) as sum from refresh_token").get() ?? {};
      database.close();
      return Number(sum);
    };
    expect(count()).toBeGreaterThan(1);
    clock.advance(13 * HOUR_MS);
    expect((await wall.call("me")).code).toBe("SIGN_IN_REQUIRED");
    await signInAlone(wall);
    expect(count()).toBe(1);
    administrator = await house.station("administrator");
  });

  test("goes dark at once when it is forbidden, and stays so", async () => {
    const events = await readEvents(wall);
    await wall.ask(["205"], { purpose: PUBLIC });
    expect((await allow(null)).status).toBe(200);
    await events.find("viewing.revoked");
    await events.find("session.revoked");
    expect((await wall.call("me")).code).toBe("SIGN_IN_REQUIRED");
    expect((await signInAlone(wall)).code).toBe("STATION_NOT_ALLOWED");
    events.close();
  });
});

test("a training site lets its walls run alone if it was told to, but never one that was forbidden", async () => {
  const training = await startTestHub({ allowsTrainingWall: true });
  const station = await training.station();
  const { answer } = await signInAlone(station);
  expect(answer.me.responsibleLabel).toBeTypeOf("string");
  const chief = await training.station("administrator");
  await chief.call("setUnattended", { responsible: null }, station.stationId);
  expect((await signInAlone(station)).code).toBe("STATION_NOT_ALLOWED");
  await training.close();
});
