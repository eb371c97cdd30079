import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { GRANT_AUDIENCE, GRANT_TYPE, type GrantClaims } from "../../../contract/viewings.ts";

/** A hub's signing key, and grants by it: honest unless told otherwise. */
export async function createSigner() {
  const { privateKey, publicKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const { x = "" } = await exportJWK(publicKey);
  return {
    jwk: { kty: "OKP" as const, crv: "Ed25519" as const, x, kid: "test" },
    sign: (claims: GrantClaims, typ = GRANT_TYPE) =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg: "EdDSA", typ, kid: "test" }).sign(privateKey),
  };
}
export type Signer = Awaited<ReturnType<typeof createSigner>>;

export const ISSUER = "https://hub.test";

export function makeClaims(change: Partial<GrantClaims> & { hubNowMs: number }): GrantClaims {
  const iat = Math.floor(change.hubNowMs / 1_000);
  return {
    iss: ISSUER,
    aud: GRANT_AUDIENCE,
    sub: "op:1",
    sid: "session:1",
    jti: "jti:1",
    stn: "station:1",
    cnf: { jkt: "thumb" },
    vid: "viewing:1",
    cam: "cam:1",
    act: "view-live",
    pur: "emergency-response",
    inc: "26-1",
    dec: 1,
    epoch: 1,
    maxHeightPx: 720,
    nonce: "nonce-of-the-question",
    iat,
    exp: iat + 60,
    ...change,
  };
}
