import { beforeEach, describe, expect, test } from "vitest";
import { Fault } from "../../../contract/faults.ts";
import { createConsentBench, deny, settle } from "../testing/consentBench.ts";

let bench: ReturnType<typeof createConsentBench>;
beforeEach(() => {
  bench = createConsentBench();
});

const stateOf = (claimId: string | undefined) => bench.statusOf(claimId ?? "")?.state;

describe("a preview", () => {
  test("is a viewing of its own, asked for as one, beside the tile that shows the camera", async () => {
    await bench.claim("a");
    bench.viewings.preview("w", 1, "a");
    await bench.pass(5);
    expect(bench.asked).toEqual([["a"], ["a"]]);
    expect([...bench.book.shared()].map(({ isPreview }) => isPreview)).toEqual([false, true]);
  });

  test("ends at the hub as soon as it is left, without the second a tile is given", async () => {
    const { claimId } = bench.viewings.preview("w", 1, "a");
    await bench.pass(5);
    bench.viewings.release("w", [claimId]);
    await bench.pass(5);
    expect([bench.ended, [...new Set(bench.cuts)]]).toEqual([["v-a"], [claimId]]);
  });

  test("gives way to the next one of the same window, and not to that of another", async () => {
    bench.viewings.preview("w", 1, "a");
    bench.viewings.preview("x", 1, "b");
    await bench.pass(5);
    bench.viewings.preview("w", 1, "c");
    await bench.pass(5);
    expect(bench.ended).toEqual(["v-a"]);
    expect([...bench.book.claims()].map(({ cameraId }) => cameraId)).toEqual(["b", "c"]);
  });

  test("left before the hub has answered is ended when it does", async () => {
    const { claimId } = bench.viewings.preview("w", 1, "a");
    bench.viewings.release("w", [claimId]);
    await bench.pass(5);
    expect(bench.viewings.running()).toBe(0);
    expect(bench.ended.length).toBe(bench.asked.length);
  });

  test("can ask nobody, whatever its window says", async () => {
    const { claimId } = bench.viewings.preview("w", 1, "a");
    expect(() => bench.viewings.again("w", claimId, "ask")).toThrow(Fault);
  });

  test("without a purpose is refused for that, and the hub hears nothing of it", async () => {
    bench.state.purposes.set(1, null);
    const { status } = bench.viewings.preview("w", 1, "a");
    expect(status).toEqual({ state: "refused", reasons: ["CTX_PURPOSE_MISSING"] });
    await bench.pass(5);
    expect(bench.asked).toEqual([]);
  });

  test("is in no tile, so that no health report names one", async () => {
    const { claimId } = bench.viewings.preview("w", 1, "a");
    expect(bench.viewings.placeOf(claimId)).toBeUndefined();
  });
});

describe("claims", () => {
  test("of several windows become one question", async () => {
    bench.viewings.claim("w", 1, [{ tile: 1, cameraId: "a" }]);
    bench.viewings.claim("x", 1, [{ tile: 1, cameraId: "b" }]);
    await bench.pass(5);
    expect(bench.asked).toEqual([["a", "b"]]);
  });

  test("of one camera share one viewing, which ends a second after the last", async () => {
    const [first = ""] = await bench.claim("a");
    const [second = ""] = await bench.claim("a");
    expect(bench.asked).toEqual([["a"]]);
    bench.viewings.release("w", [first]);
    await bench.pass(2_000);
    expect(bench.ended).toEqual([]);
    bench.viewings.release("w", [second]);
    expect(bench.cuts).toContain(second);
    await bench.pass(900);
    expect(bench.ended).toEqual([]);
    await bench.pass(200);
    expect(bench.ended).toEqual(["v-a"]);
  });

  test("that come back within the second ask nobody", async () => {
    const [first = ""] = await bench.claim("a");
    bench.viewings.release("w", [first]);
    await bench.pass(500);
    const [second] = await bench.claim("a");
    await bench.pass(2_000);
    expect([bench.asked.length, bench.ended, stateOf(second)]).toEqual([1, [], "permitted"]);
  });

  test("without a purpose never reach the hub", async () => {
    bench.state.purposes.set(1, null);
    const [claim = ""] = await bench.claim("a");
    expect(bench.statusOf(claim)).toEqual({ state: "refused", reasons: ["CTX_PURPOSE_MISSING"] });
    expect(bench.asked).toEqual([]);
  });

  test("are asked again in one question when the purpose changes, and end when it goes", async () => {
    const claims = await bench.claim("a", "b");
    bench.state.purposes.set(1, { code: "investigation", incidentId: "26-1" });
    bench.viewings.review({ display: 1 });
    expect(claims.map(stateOf)).toEqual(["asking", "asking"]);
    await bench.pass(5);
    expect(bench.asked).toEqual([
      ["a", "b"],
      ["a", "b"],
    ]);
    expect(bench.ended).toEqual(["v-a", "v-b"]);
    bench.state.purposes.set(1, null);
    bench.viewings.review({ display: 1 });
    expect(bench.statusOf(claims[0] ?? "")).toEqual({ state: "refused", reasons: ["CTX_PURPOSE_MISSING"] });
    expect(bench.asked).toHaveLength(2);
  });

  test("after a withdrawal are a new question, while tiles that saw it go on saying so", async () => {
    const [seen] = await bench.claim("a");
    bench.viewings.handleEvent({
      type: "viewing.revoked",
      viewingId: "v-a",
      cameraId: "a",
      cause: "owner-withdrew",
      atMs: 0,
    });
    const [later] = await bench.claim("a");
    expect(bench.asked).toEqual([["a"], ["a"]]);
    expect([stateOf(seen), stateOf(later)]).toEqual(["revoked", "permitted"]);
    bench.viewings.again("w", seen ?? "", "retry");
    expect(stateOf(seen)).toBe("permitted");
  });

  test("of a window that goes end at once", async () => {
    await bench.claim("a");
    bench.viewings.releaseWindow("w");
    await settle();
    expect(bench.ended).toEqual(["v-a"]);
  });

  test("end with a lock and are asked again after it", async () => {
    const [claim = ""] = await bench.claim("a");
    bench.state.why = "station-locked";
    bench.viewings.review();
    expect(bench.statusOf(claim)).toMatchObject({ state: "ended", cause: "station-locked" });
    expect(() => bench.viewings.findMedia("w", claim, "flv", "sub")).toThrow(Fault);
    bench.state.why = null;
    bench.viewings.review();
    await bench.pass(5);
    expect(stateOf(claim)).toBe("permitted");
  });

  test("of another window cannot be used", async () => {
    const [claim = ""] = await bench.claim("a");
    expect(() => bench.viewings.findMedia("stranger", claim, "flv", "sub")).toThrow(/no such claim/);
  });

  test("refused because the camera is offline are asked again when it is back", async () => {
    bench.state.answer = (shared) => deny(shared, "RES_OFFLINE");
    const [claim] = await bench.claim("a");
    expect(stateOf(claim)).toBe("refused");
    bench.state.answer = (shared) => bench.permit(shared);
    bench.viewings.handleCamerasBack(new Set(["a"]));
    await bench.pass(5);
    expect(stateOf(claim)).toBe("permitted");
  });

  test("that wait for an owner are asked again when it is resolved, without anybody being contacted twice", async () => {
    bench.state.answer = ({ cameraId }) => ({
      kind: "noPermit",
      answer: { outcome: "pending-owner", cameraId, requestId: "r1", expiresInMs: 600_000, reasons: [] },
    });
    const [claim = ""] = await bench.claim("a");
    expect(bench.statusOf(claim)).toMatchObject({ state: "pending", stage: "owner", isAsked: true });
    bench.state.answer = (shared) => bench.permit(shared);
    bench.viewings.handleEvent({ type: "request.resolved", requestId: "r1", cameraId: "a" });
    await bench.pass(5);
    expect(stateOf(claim)).toBe("permitted");
  });
});

describe("a revocation", () => {
  test("cuts, tells and drops the grant in the same tick", async () => {
    const [claim = ""] = await bench.claim("a");
    const media = bench.viewings.findMedia("w", claim, "flv", "sub");
    expect(media.grant()).toBe("grant-of-v-a");
    bench.viewings.handleEvent({
      type: "viewing.revoked",
      viewingId: "v-a",
      cameraId: "a",
      cause: "owner-withdrew",
      atMs: 7,
    });
    expect(bench.statusOf(claim)).toEqual({ state: "revoked", cause: "owner-withdrew", atMs: 7 });
    expect(bench.cuts).toContain(claim);
    expect(media.grant()).toBeNull();
  });

  test("is acknowledged once all windows have covered it, with the longest delay", async () => {
    const [first = "", second = ""] = [...(await bench.claim("a")), ...(await bench.claim("a"))];
    bench.viewings.handleEvent({
      type: "viewing.revoked",
      viewingId: "v-a",
      cameraId: "a",
      cause: "owner-withdrew",
      atMs: 7,
    });
    await bench.pass(20);
    bench.viewings.covered("w", first, 0);
    await bench.pass(30);
    expect(bench.acked).toEqual([]);
    bench.viewings.covered("w", second, 1);
    await bench.pass(10);
    expect(bench.acked).toEqual([{ viewingId: "v-a", cause: "owner-withdrew", blankedAfterMs: 50, framesAfter: 1 }]);
  });

  test("that a window never covers is not acknowledged", async () => {
    await bench.claim("a");
    bench.viewings.handleEvent({
      type: "viewing.revoked",
      viewingId: "v-a",
      cameraId: "a",
      cause: "owner-withdrew",
      atMs: 7,
    });
    await bench.pass(3_000);
    expect([bench.acked, bench.log.has("acks.missing")]).toEqual([[], true]);
  });

  test("that comes before its answer wins over it", async () => {
    bench.viewings.handleEvent({
      type: "viewing.revoked",
      viewingId: "v-a",
      cameraId: "a",
      cause: "owner-withdrew",
      atMs: 7,
    });
    const [claim] = await bench.claim("a");
    expect(stateOf(claim)).toBe("revoked");
  });

  test("voids older grants by the epoch alone", async () => {
    const [claim = ""] = await bench.claim("a");
    bench.state.answer = (shared) => deny(shared, "CONSENT_WITHDRAWN");
    bench.viewings.handleEvent({ type: "camera.consentChanged", cameraId: "a", epoch: 2 });
    expect(stateOf(claim)).toBe("asking");
    await bench.pass(5);
    expect(stateOf(claim)).toBe("refused");
  });
});
