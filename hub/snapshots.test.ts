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

async function askSnapshot(number: string) {
  const { answer } = await analyst.call("openViewings", {
    purpose: { code: "emergency-response", incidentId: MILL_STREET },
    stationId: analyst.stationId,
    nonce: "nonce-of-this-test-0001",
    supportedObligations: EVERY_OBLIGATION,
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

  test("asks nobody, and needs a yes of its own where a camera is shared on request", async () => {
    expect(await askSnapshot("322")).toMatchObject({ outcome: expect.stringMatching(/^pending/) });
    expect(await askSnapshot("322")).not.toHaveProperty("requestId");
  });
});
