import { createLocalJWKSet, UnsecuredJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { GRANT_TYPE, type GrantClaims } from "../../../contract/viewings.ts";
import { createSigner, ISSUER, makeClaims, type Signer } from "../testing/signGrant.ts";
import { type GrantQuestion, verifyGrant } from "./verifyGrant.ts";

const HUB_NOW_MS = 1_800_000_000_000;
const QUESTION: GrantQuestion = {
  issuer: ISSUER,
  operatorId: "op:1",
  stationId: "station:1",
  thumbprint: "thumb",
  viewingId: "viewing:1",
  cameraId: "cam:1",
  action: "view-live",
  range: undefined,
  answeredRange: undefined,
  purpose: "emergency-response",
  incidentId: "26-1",
  nonce: "nonce-of-the-question",
};

let signer: Signer;
beforeAll(async () => {
  signer = await createSigner();
});

async function check(grant: string, question: GrantQuestion = QUESTION) {
  const result = await verifyGrant(grant, question, createLocalJWKSet({ keys: [signer.jwk] }), HUB_NOW_MS);
  return result.isGood ? "good" : result.refusal;
}

const claims = (change: Partial<GrantClaims> = {}) => makeClaims({ hubNowMs: HUB_NOW_MS, ...change });

describe("a grant", () => {
  test("is good when it answers the question", async () => {
    expect(await check(await signer.sign(claims()))).toBe("good");
  });

  test.each<[string, Partial<GrantClaims>, string]>([
    ["another camera", { cam: "cam:2" }, "cam"],
    ["another action", { act: "export" }, "act"],
    ["another purpose", { pur: "investigation" }, "pur"],
    ["another incident", { inc: "26-2" }, "inc"],
    ["another station", { stn: "station:2" }, "stn"],
    ["another operator", { sub: "op:2" }, "sub"],
    ["another key", { cnf: { jkt: "stolen" } }, "cnf"],
    ["another viewing", { vid: "viewing:2" }, "vid"],
    ["an older question", { nonce: "nonce-of-yesterday" }, "nonce"],
    ["an hour", { exp: HUB_NOW_MS / 1_000 + 3_600 }, "life"],
    ["the past", { iat: HUB_NOW_MS / 1_000 - 61, exp: HUB_NOW_MS / 1_000 - 1 }, "ERR_JWT_EXPIRED"],
    ["another issuer", { iss: "https://evil.test" }, "ERR_JWT_CLAIM_VALIDATION_FAILED"],
  ])("for %s is refused", async (_what, change, refusal) => {
    expect(await check(await signer.sign(claims(change)))).toBe(refusal);
  });

  const WISH = { fromMs: 1_000, toMs: 9_000 };
  test.each<[string, Partial<GrantQuestion>, GrantClaims["rng"], string]>([
    ["the time asked for", { range: WISH, answeredRange: WISH }, WISH, "good"],
    [
      "a part of it",
      { range: WISH, answeredRange: { fromMs: 2_000, toMs: 8_000 } },
      { fromMs: 2_000, toMs: 8_000 },
      "good",
    ],
    ["a part of what rolls to now", { range: { fromMs: 1_000, toMs: null }, answeredRange: WISH }, WISH, "good"],
    ["another time than the answer says", { range: WISH, answeredRange: WISH }, { fromMs: 1_000, toMs: 8_000 }, "rng"],
    ["earlier than was asked", { range: { ...WISH, fromMs: 1_001 }, answeredRange: WISH }, WISH, "rng"],
    ["later than was asked", { range: { ...WISH, toMs: 8_999 }, answeredRange: WISH }, WISH, "rng"],
    [
      "no end where one was asked",
      { range: WISH, answeredRange: { ...WISH, toMs: null } },
      { ...WISH, toMs: null },
      "rng",
    ],
    ["no time where one was asked", { range: WISH, answeredRange: WISH }, undefined, "rng"],
    ["a time where none was asked", { answeredRange: WISH }, WISH, "rng"],
    ["none, beside an answer with one", { answeredRange: WISH }, undefined, "rng"],
  ])("for recordings of %s", async (_what, question, rng, expected) => {
    const grant = await signer.sign(claims(rng === undefined ? {} : { rng }));
    expect(await check(grant, { ...QUESTION, ...question })).toBe(expected);
  });

  test("without the incident asked for is refused", async () => {
    const { inc: _inc, ...rest } = claims();
    expect(await check(await signer.sign(rest))).toBe("inc");
  });

  test("that is unsigned is refused", async () => {
    const unsigned = new UnsecuredJWT({ ...claims() }).encode();
    expect(await check(unsigned)).not.toBe("good");
    const [, payload] = unsigned.split(".");
    const header = Buffer.from(JSON.stringify({ alg: "none", typ: GRANT_TYPE })).toString("base64url");
    expect(await check(`${header}.${payload}.`)).toBe("ERR_JOSE_ALG_NOT_ALLOWED");
  });

  test("of another type is refused", async () => {
    expect(await check(await signer.sign(claims(), "at+jwt"))).toBe("ERR_JWT_CLAIM_VALIDATION_FAILED");
  });

  test("by another key is refused", async () => {
    const other = await createSigner();
    expect(await check(await other.sign(claims()))).toBe("ERR_JWS_SIGNATURE_VERIFICATION_FAILED");
  });

  test("with a field nobody knows is refused", async () => {
    const extra: GrantClaims & { all: boolean } = { ...claims(), all: true };
    expect(await check(await signer.sign(extra))).toBe("claims");
  });
});
