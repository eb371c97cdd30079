import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from "jose";
import { z } from "zod";
import { Fault } from "../../contract/faults.ts";
import type { PublicJwk } from "../../contract/operators.ts";

const ALGORITHM = "EdDSA";
const FILE_NAME = "signing-key.json";
const OWNER_ONLY = 0o600;

const PrivateJwk = z.strictObject({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: z.string().max(64),
  d: z.string().max(64),
});
type PrivateJwk = z.infer<typeof PrivateJwk>;

/** What a token must be to count: its kind, and whom it is for. */
export interface TokenKind {
  readonly type: string;
  readonly audience: string;
}

/** The hub's one key: signs grants and access tokens, and verifies its own. */
export interface HubKey {
  readonly publicJwk: PublicJwk;
  /** Claims must hold `exp` and `iat`, in seconds; issuer and audience are added. */
  sign(kind: TokenKind, claims: JWTPayload): Promise<string>;
  /** Claims of a token of exactly this kind, unexpired at `nowMs`; undefined for anything else. */
  verify(kind: TokenKind, token: string, nowMs: number): Promise<JWTPayload | undefined>;
}

/** Reads the key in `dataDir`, or makes one there that only its owner can read. Throws `DATA_UNUSABLE`. */
export async function loadSigningKey(dataDir: string, issuer: string): Promise<HubKey> {
  const jwk = readKey(join(dataDir, FILE_NAME)) ?? (await makeKey(join(dataDir, FILE_NAME)));
  const { d: _secret, ...open } = jwk;
  const kid = await calculateJwkThumbprint(open);
  const privateKey = await importJWK(jwk, ALGORITHM);
  const publicKey = await importJWK(open, ALGORITHM);
  return {
    publicJwk: { ...open, kid, alg: ALGORITHM, use: "sig" },
    sign: ({ type, audience }, claims) =>
      new SignJWT({ ...claims, iss: issuer, aud: audience })
        .setProtectedHeader({ alg: ALGORITHM, typ: type, kid })
        .sign(privateKey),
    verify: async ({ type, audience }, token, nowMs) => {
      try {
        const { payload } = await jwtVerify(token, publicKey, {
          algorithms: [ALGORITHM],
          typ: type,
          issuer,
          audience,
          requiredClaims: ["exp", "iat", "sub"],
          currentDate: new Date(nowMs),
          clockTolerance: 0,
        });
        return payload;
      } catch {
        // Which check failed is of use to nobody but an attacker.
        return undefined;
      }
    },
  };
}

function readKey(file: string): PrivateJwk | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw new Fault("DATA_UNUSABLE", `${file} cannot be read.`, { cause });
  }
  try {
    chmodSync(file, OWNER_ONLY);
    return PrivateJwk.parse(JSON.parse(text));
  } catch (cause) {
    throw new Fault("DATA_UNUSABLE", `${file} is not a signing key; remove it to sign everyone out and go on.`, {
      cause,
    });
  }
}

async function makeKey(file: string): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: "Ed25519", extractable: true });
  const { kty, crv, x, d } = await exportJWK(privateKey);
  const jwk = PrivateJwk.parse({ kty, crv, x, d });
  const draft = `${file}.new`;
  const handle = openSync(draft, "w", OWNER_ONLY);
  try {
    writeSync(handle, JSON.stringify(jwk));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
  return jwk;
}
