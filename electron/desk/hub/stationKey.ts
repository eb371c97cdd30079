import { createHash } from "node:crypto";
import { join } from "node:path";
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT } from "jose";
import { z } from "zod";
import { Fault } from "../../../contract/faults.ts";
import type { PublicJwk } from "../../../contract/operators.ts";
import { makeSecret } from "../chance.ts";
import type { Log, ShellPort } from "../ports.ts";
import { keepAside, readText, replaceText } from "../privateFile.ts";

/** The key that binds sign-ins and grants to this station. It never leaves this file. */
export interface StationKey {
  readonly publicJwk: PublicJwk;
  /** RFC 7638. */
  readonly thumbprint: string;
  /** DPoP proof (RFC 9449) of one request; `token` is what the proof is bound to, if anything. */
  prove(request: { method: string; url: string; hubNowMs: number; token?: string }): Promise<string>;
}

const SECRET_NAME = "station-key";
const FILE_NAME = "station-key.json";
const PROOF_ID_BYTES = 16;

const KeyText = z.strictObject({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: z.string().length(43),
  d: z.string().length(43),
});
type KeyText = z.infer<typeof KeyText>;

/** Reads the station's key, or makes one: in the secret store where there is one, else in a file of its owner alone. */
export async function openStationKey(dataDir: string, secrets: ShellPort["secrets"], log: Log): Promise<StationKey> {
  const path = join(dataDir, FILE_NAME);
  const stored = (await readSecret(secrets, log)) ?? (await readKeyFile(path, log));
  const key = stored ?? (await makeKey());
  if (stored === null) await storeKey(key, path, secrets, log);
  return holdKey(key);
}

async function makeKey(): Promise<KeyText> {
  const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const { kty, crv, x, d } = await exportJWK(privateKey);
  return KeyText.parse({ kty, crv, x, d });
}

async function readSecret(secrets: ShellPort["secrets"], log: Log): Promise<KeyText | null> {
  try {
    const text = await secrets.read(SECRET_NAME);
    if (text === null) return null;
    const key = parseKey(text);
    if (key === null) log.warn("station.secretUnreadable");
    return key;
  } catch (error) {
    log.warn("station.secretStoreSilent", { reason: String(error) });
    return null;
  }
}

async function readKeyFile(path: string, log: Log): Promise<KeyText | null> {
  const text = await readText(path);
  if (text === null) return null;
  const key = parseKey(text);
  if (key === null) log.warn("station.keyKeptAside", { file: await keepAside(path) });
  return key;
}

function parseKey(text: string): KeyText | null {
  try {
    return KeyText.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function storeKey(key: KeyText, path: string, secrets: ShellPort["secrets"], log: Log): Promise<void> {
  const text = JSON.stringify(key);
  try {
    await secrets.write(SECRET_NAME, text);
    if ((await secrets.read(SECRET_NAME)) === text) return;
  } catch (error) {
    log.info("station.noSecretStore", { reason: String(error) });
  }
  try {
    await replaceText(path, text);
  } catch (error) {
    throw new Fault("DATA_UNUSABLE", "The station key could not be written.", { cause: error });
  }
}

async function holdKey(key: KeyText): Promise<StationKey> {
  const privateKey: CryptoKey | Uint8Array = await importJWK({ ...key }, "EdDSA");
  const publicJwk = { kty: key.kty, crv: key.crv, x: key.x } satisfies PublicJwk;
  return {
    publicJwk,
    thumbprint: await calculateJwkThumbprint(publicJwk),
    prove({ method, url, hubNowMs, token }) {
      const { origin, pathname } = new URL(url);
      const claims = { jti: makeSecret(PROOF_ID_BYTES), htm: method, htu: origin + pathname };
      const bound = token === undefined ? claims : { ...claims, ath: hashToken(token) };
      return new SignJWT(bound)
        .setProtectedHeader({ alg: "EdDSA", typ: "dpop+jwt", jwk: publicJwk })
        .setIssuedAt(Math.floor(hubNowMs / 1_000))
        .sign(privateKey);
    },
  };
}

function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
