import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAudit } from "./test/readAudit.ts";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import { EVERY_OBLIGATION, MILL_STREET, type TestStation } from "./test/testStation.ts";

let house: TestHub;
let analyst: TestStation;
beforeAll(async () => {
  house = await startTestHub();
  analyst = await house.station("analyst");
});
afterAll(() => house.close());

async function askSnapshot(number: string, ask = false) {
  const { answer } = await analyst.call("openViewings", {
    purpose: { code: "emergency-response", incidentId: MILL_STREET },
    stationId: analyst.stationId,
    nonce: "nonce-of-this-test-0001",
    ...{ supportedObligations: EVERY_OBLIGATION, ask },
    items: [{ cameraId: `cam-${number}`, action: "snapshot" }],
  });
  return answer.answers[0];
}

describe("a snapshot", () => {
  test("is decided on its own, written down first, and its permit opens no picture", async () => {
    const answer = await askSnapshot("231");
    expect(answer).toMatchObject({ outcome: "permit", media: [], obligations: { watermark: true } });
    if (answer?.outcome !== "permit") return;
    const entry = readAudit(house.dataDir).entries.find(({ seq }) => seq === answer.terms.auditSeq);
    expect(entry).toMatchObject({ type: "decision.opened", action: "snapshot", outcome: "permit", actor: "analyst" });
    const path = `/v1/media/${answer.viewingId}/live/sub.flv`;
    const media = await analyst.raw("GET", path, { token: answer.grant });
    expect(media.status).toBe(401);
    await media.body?.cancel();
  });

  test("is refused where the owner forbids it, though the picture may be watched", async () => {
    expect((await analyst.ask(["260"])).answer.answers[0]?.outcome).toBe("permit");
    expect(await askSnapshot("260")).toMatchObject({ outcome: "deny", reasons: ["RES_ACTION_UNSUPPORTED"] });
    const refusal = readAudit(house.dataDir).entries.findLast(({ action }) => action === "snapshot");
    expect(refusal).toMatchObject({ outcome: "deny", camera: "cam-260" });
  });

  test.each([false, true])("asks nobody where a camera is shared on request, told to ask: %s", async (ask) => {
    expect(await askSnapshot("322", ask)).toMatchObject({ outcome: expect.stringMatching(/^pending/) });
    expect(await askSnapshot("322", ask)).not.toHaveProperty("requestId");
  });

  test("is not what an owner says yes to: a glance asks nobody either, a look does", async () => {
    const ask = async (preview: boolean) => (await analyst.ask(["322"], { ask: true, preview })).answer.answers[0];
    expect(await ask(true)).not.toHaveProperty("requestId");
    expect(await ask(false)).toHaveProperty("requestId");
    expect(await askSnapshot("322", true)).not.toHaveProperty("requestId");
  });
});
