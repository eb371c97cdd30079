import { createHash, randomBytes } from "node:crypto";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from "jose";
import { HUB_ROUTES, type HubAnswer, type HubBody, type HubRouteName } from "../../contract/hubRoutes.ts";
import { PublicJwk } from "../../contract/operators.ts";
import type { TimeRange } from "../../contract/recorded.ts";
import type { Purpose } from "../../contract/viewings.ts";

/** A desk as the hub meets it, for tests: a station with a key, which signs in and calls over real HTTP. */
export interface TestStation {
  readonly privateKey: CryptoKey;
  readonly publicJwk: PublicJwk;
  stationId: string;
  accessToken: string;
  refreshToken: string;
  proof(method: string, url: string, options?: ProofOptions): Promise<string>;
  raw(method: string, path: string, options?: RawOptions): Promise<Response>;
  call<N extends HubRouteName>(name: N, body?: HubBody<N>, id?: string, query?: string): Promise<Answered<N>>;
  enrol(code: string): Promise<void>;
  signIn(operator: string, password?: string): Promise<Answered<"signIn">>;
  ask(numbers: readonly string[], options?: AskOptions): Promise<Answered<"openViewings">>;
}

export interface Answered<N extends HubRouteName> {
  readonly status: number;
  readonly answer: HubAnswer<N>;
  readonly code: string | undefined;
}

interface ProofOptions {
  readonly token?: string | undefined;
  readonly iat?: number;
  readonly jti?: string;
  readonly type?: string;
}

interface RawOptions extends ProofOptions {
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

interface AskOptions {
  readonly ask?: boolean;
  readonly preview?: boolean;
  readonly purpose?: Purpose;
  /** For recordings of that time. */
  readonly range?: TimeRange;
}

export const MILL_STREET = "26-118422";
export const EVERY_OBLIGATION = [
  ...([
    "watermark",
    "noAudio",
    "noExport",
    "noSnapshot",
    "maxHeightPx",
    "maxViewingMs",
    "notifyOwner",
    "masks",
  ] as const),
];
const MS_PER_S = 1_000;

export async function createTestStation(hubUrl: string, hubNowMs: () => number): Promise<TestStation> {
  const { privateKey, publicKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const publicJwk = PublicJwk.parse(await exportJWK(publicKey));

  const station: TestStation = {
    ...{ privateKey, publicJwk, stationId: "", accessToken: "", refreshToken: "" },
    proof: async (method, url, { token, iat, jti, type } = {}) => {
      const claims = {
        htm: method,
        htu: url.split("?", 1)[0] ?? url,
        jti: jti ?? randomBytes(12).toString("base64url"),
      };
      const ath = token === undefined ? {} : { ath: createHash("sha256").update(token).digest("base64url") };
      return new SignJWT({ ...claims, ...ath, iat: iat ?? Math.floor(hubNowMs() / MS_PER_S) })
        .setProtectedHeader({
          alg: "EdDSA",
          typ: type ?? "dpop+jwt",
          jwk: { kty: publicJwk.kty, crv: publicJwk.crv, x: publicJwk.x },
        })
        .sign(privateKey);
    },
    raw: async (method, path, { body, headers, signal, ...proofOptions } = {}) => {
      const url = hubUrl + path;
      const { token } = proofOptions;
      return fetch(url, {
        method,
        headers: {
          dpop: await station.proof(method, url, proofOptions),
          ...(token === undefined ? {} : { authorization: `DPoP ${token}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
      });
    },
    call: async (name, body, id, query = "") => {
      const { method, path, auth } = HUB_ROUTES[name];
      const token = auth === "session" ? station.accessToken : undefined;
      const sent = method === "GET" || method === "DELETE" ? {} : { body: JSON.stringify(body ?? {}) };
      const response = await station.raw(method, path.replace("{id}", id ?? "") + query, { token, ...sent });
      const answer = JSON.parse(await response.text());
      return { status: response.status, answer, code: answer.code };
    },
    enrol: async (code) => {
      const { answer } = await station.call("enrolStation", { code, publicJwk, name: "Console 1" });
      station.stationId = answer.stationId;
    },
    signIn: async (operator, password = "training") => {
      const { stationId } = station;
      const signedIn = await station.call("signIn", { kind: "password", operator, password, stationId });
      station.accessToken = signedIn.answer.accessToken;
      station.refreshToken = signedIn.answer.refreshToken;
      return signedIn;
    },
    ask: (numbers, { ask = false, preview = false, purpose, range } = {}) =>
      station.call("openViewings", {
        purpose: purpose ?? { code: "emergency-response", incidentId: MILL_STREET },
        stationId: station.stationId,
        nonce: "nonce-of-this-test-0001",
        supportedObligations: EVERY_OBLIGATION,
        ask,
        preview,
        items: numbers.map((number) => ({
          cameraId: `cam-${number}`,
          ...(range === undefined ? { action: "view-live" as const } : { action: "view-recorded" as const, range }),
        })),
      }),
  };
  return station;
}
