import { type JWTVerifyGetKey, jwtVerify } from "jose";
import type { PurposeCode } from "../../../contract/consentRecord.ts";
import type { TimeRange } from "../../../contract/recorded.ts";
import { type Action, GRANT_AUDIENCE, GRANT_LIFE_MS, GRANT_TYPE, GrantClaims } from "../../../contract/viewings.ts";

/** Everything a grant must say to be the answer to our question. */
export interface GrantQuestion {
  issuer: string;
  operatorId: string;
  stationId: string;
  /** Thumbprint of the station's key. */
  thumbprint: string;
  viewingId: string;
  cameraId: string;
  action: Action;
  /** The time asked for, and what of it the hub says it permits; of recordings alone. */
  range: TimeRange | undefined;
  answeredRange: TimeRange | undefined;
  purpose: PurposeCode;
  incidentId: string | undefined;
  nonce: string;
}

/** `refusal` names the first thing that was wrong; for the log, never for a window. */
export type GrantCheck =
  | { readonly isGood: true; readonly claims: GrantClaims }
  | { readonly isGood: false; readonly refusal: string };

/** No grant may outlive this, whatever it says. Tokens count in seconds, so one more for rounding. */
const LONGEST_LIFE_S = GRANT_LIFE_MS / 1_000 + 1;

/**
 * Checks a grant against the question it should answer: signature, type, times in hub time, and every binding
 * (RFC 8725: one algorithm, explicit type, issuer and audience). Anything else than a full match is a refusal.
 */
export async function verifyGrant(
  grant: string,
  question: GrantQuestion,
  keys: JWTVerifyGetKey,
  hubNowMs: number,
): Promise<GrantCheck> {
  try {
    const { payload } = await jwtVerify(grant, keys, {
      algorithms: ["EdDSA"],
      typ: GRANT_TYPE,
      issuer: question.issuer,
      audience: GRANT_AUDIENCE,
      requiredClaims: ["exp", "iat", "sub", "jti"],
      currentDate: new Date(hubNowMs),
      clockTolerance: 0,
    });
    const parsed = GrantClaims.safeParse(payload);
    if (!parsed.success) return { isGood: false, refusal: "claims" };
    const refusal = findMismatch(parsed.data, question);
    return refusal === null ? { isGood: true, claims: parsed.data } : { isGood: false, refusal };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    return { isGood: false, refusal: code };
  }
}

function findMismatch(claims: GrantClaims, question: GrantQuestion): string | null {
  const pairs: [string, unknown, unknown][] = [
    ["cam", claims.cam, question.cameraId],
    ["act", claims.act, question.action],
    ["pur", claims.pur, question.purpose],
    ["inc", claims.inc, question.incidentId],
    ["stn", claims.stn, question.stationId],
    ["sub", claims.sub, question.operatorId],
    ["cnf", claims.cnf.jkt, question.thumbprint],
    ["vid", claims.vid, question.viewingId],
    ["nonce", claims.nonce, question.nonce],
  ];
  if (!isRangeOf(claims.rng, question)) return "rng";
  const wrong = pairs.find(([, said, asked]) => said !== asked);
  if (wrong !== undefined) return wrong[0];
  return claims.exp - claims.iat > LONGEST_LIFE_S ? "life" : null;
}

/** The answer's own range, and no more than was asked for; none where none was. */
function isRangeOf(granted: TimeRange | undefined, { range, answeredRange }: GrantQuestion): boolean {
  if (granted === undefined || range === undefined) return granted === range && answeredRange === undefined;
  if (granted.fromMs !== answeredRange?.fromMs || granted.toMs !== answeredRange.toMs) return false;
  const isBounded = range.toMs === null || (granted.toMs !== null && granted.toMs <= range.toMs);
  return granted.fromMs >= range.fromMs && isBounded;
}
