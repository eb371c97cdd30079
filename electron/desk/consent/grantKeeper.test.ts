import { beforeEach, describe, expect, test } from "vitest";
import { Fault } from "../../../contract/faults.ts";
import { createConsentBench, deny } from "../testing/consentBench.ts";

let bench: ReturnType<typeof createConsentBench>;
beforeEach(() => {
  bench = createConsentBench();
});

const stateOf = (claimId: string | undefined) => bench.statusOf(claimId ?? "")?.state;

describe("grants", () => {
  test("are renewed all in one call per half-life", async () => {
    await bench.claim("a", "b");
    await bench.pass(10_000);
    await bench.claim("c");
    await bench.pass(60_000);
    expect(bench.renewed.map((cameras) => cameras.join(""))).toEqual(["abc", "abc"]);
    expect(bench.asked).toHaveLength(2);
  });

  test("are replaced by renewal without breaking what is open", async () => {
    const [claim = ""] = await bench.claim("a");
    const media = bench.viewings.findMedia("w", claim, "flv", "sub");
    bench.cuts.length = 0;
    await bench.pass(200_000);
    expect([media.grant(), bench.cuts]).toEqual(["grant-of-v-a", []]);
  });

  test("that are not renewed end before the hub would end them", async () => {
    bench.state.cityCameras.add("a");
    const [claim = ""] = await bench.claim("a");
    bench.state.isUp = false;
    const media = bench.viewings.findMedia("w", claim, "flv", "sub");
    await bench.pass(59_300);
    expect([stateOf(claim), media.grant() === null]).toEqual(["permitted", false]);
    await bench.pass(300);
    expect([stateOf(claim), media.grant() === null]).toEqual(["silent", true]);
  });

  test("of private cameras are covered by silence, those of the city are not", async () => {
    bench.state.cityCameras.add("city");
    const [city, home = ""] = await bench.claim("city", "home");
    bench.state.isUp = false;
    bench.viewings.handleSilent(1);
    expect([stateOf(city), stateOf(home)]).toEqual(["permitted", "silent"]);
    expect(() => bench.viewings.findMedia("w", home, "flv", "sub")).toThrow(Fault);
    bench.state.isUp = true;
    bench.viewings.handleUp();
    await bench.pass(5);
    expect([stateOf(city), stateOf(home)]).toEqual(["permitted", "permitted"]);
    expect(bench.asked.at(-1)).toEqual(["city", "home"]);
  });

  test("keep a picture running when the hub reconnects with the same viewing, and cut it when it is another", async () => {
    const [claim = ""] = await bench.claim("a");
    bench.cuts.length = 0;
    bench.viewings.handleUp();
    await bench.pass(5);
    expect(bench.cuts).toEqual([]);
    bench.state.answer = (shared) => bench.permit(shared, "v-other");
    bench.viewings.handleUp();
    await bench.pass(5);
    expect(bench.cuts).toEqual([claim]);
  });

  test("are all dropped and asked for again in doubt", async () => {
    bench.state.cityCameras.add("city");
    const claims = await bench.claim("city", "home");
    bench.viewings.doubt("private");
    expect(claims.map(stateOf)).toEqual(["permitted", "asking"]);
    bench.viewings.doubt("all");
    expect(claims.map(stateOf)).toEqual(["asking", "asking"]);
    await bench.pass(5);
    expect(claims.map(stateOf)).toEqual(["permitted", "permitted"]);
  });

  test("the hub denies at renewal are gone at once", async () => {
    const [claim = ""] = await bench.claim("a");
    bench.state.answer = (shared) => deny(shared, "RULE_OUTSIDE_RADIUS");
    await bench.pass(31_000);
    expect(bench.statusOf(claim)).toEqual({ state: "refused", reasons: ["RULE_OUTSIDE_RADIUS"] });
    expect(bench.cuts).toContain(claim);
  });

  test("outlive an audit that cannot be written, until their own end", async () => {
    const [claim = ""] = await bench.claim("a");
    bench.state.answer = (shared) => deny(shared, "AUDIT_UNAVAILABLE");
    await bench.pass(50_000);
    expect(stateOf(claim)).toBe("permitted");
    await bench.pass(12_000);
    expect(stateOf(claim)).not.toBe("permitted");
  });

  test("for another viewing at renewal are refused with an alarm", async () => {
    const [claim] = await bench.claim("a");
    bench.state.answer = (shared) => bench.permit(shared, "v-other");
    await bench.pass(31_000);
    expect([stateOf(claim), bench.log.has("integrity.alarm")]).toEqual(["refused", true]);
  });

  test("are not asked for while nothing is heard of the hub", async () => {
    bench.state.isUp = false;
    const [claim] = await bench.claim("a");
    expect([stateOf(claim), bench.asked]).toEqual(["silent", []]);
  });

  test("that arrive for a tile already emptied are given back", async () => {
    const [, claim] = [0, bench.viewings.claim("w", 1, [{ tile: 1, cameraId: "a" }])[0]];
    bench.clock.advance(4);
    bench.viewings.releaseWindow("w");
    await bench.pass(100);
    expect([bench.ended, stateOf(claim?.claimId)]).toEqual([["v-a"], undefined]);
  });

  test("are asked for again after a fault that may pass", async () => {
    const honest = bench.state.answer;
    bench.state.answer = () => {
      throw new Fault("HUB_UNREACHABLE");
    };
    const [claim] = await bench.claim("a");
    expect(stateOf(claim)).toBe("asking");
    bench.state.answer = honest;
    await bench.pass(1_100);
    expect(stateOf(claim)).toBe("permitted");
  });

  test("are refused after an answer that makes no sense", async () => {
    bench.state.answer = () => {
      throw new Fault("HUB_ANSWER_INVALID");
    };
    const [claim = ""] = await bench.claim("a");
    expect(bench.statusOf(claim)).toEqual({ state: "refused", reasons: ["INTERNAL_ERROR"] });
  });

  test("denied at a renewal say why as soon as the word comes that the owner withdrew", async () => {
    const [claim = ""] = await bench.claim("a");
    bench.state.answer = (shared) => deny(shared, "CONSENT_NONE");
    await bench.pass(40_000);
    expect(stateOf(claim)).toBe("refused");
    bench.viewings.handleEvent({
      ...{ type: "viewing.revoked", viewingId: "v-a", cameraId: "a" },
      ...{ cause: "owner-withdrew", atMs: bench.hubNowMs() },
    });
    expect(stateOf(claim)).toBe("revoked");
  });
});
