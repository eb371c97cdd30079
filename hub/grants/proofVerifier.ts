import { createHash } from "node:crypto";
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from "jose";
import { z } from "zod";
import { PublicJwk } from "../../contract/operators.ts";
import type { HubClock } from "../ports.ts";

/** Demonstrates possession of a station's key for one call (RFC 9449, without server nonces). */

/** A proof is good this long before and after hub time. The desk derives `iat` from the hub's own clock. */
const PROOF_WINDOW_MS = 60_000;
/** Proofs remembered against replay; a full memory refuses rather than forgets. */
const MAX_REMEMBERED = 200_000;
const MS_PER_S = 1_000;

const ProofClaims = z.object({
  htm: z.string(),
  htu: z.string(),
  iat: z.number(),
  jti: z.string().min(8).max(128),
  ath: z.string().optional(),
});

export interface ProofQuestion {
  readonly proof: string | undefined;
  readonly method: string;
  /** Absolute; query and fragment do not count. */
  readonly url: string;
  /** The token the proof accompanies. */
  readonly token?: string | undefined;
  /** Thumbprint the key must have; without it any key passes, and the caller decides. */
  readonly thumbprint?: string | undefined;
}

export interface ProofVerifier {
  /** The proven key, or undefined. Each proof passes once. */
  verify(question: ProofQuestion): Promise<{ thumbprint: string; publicJwk: PublicJwk } | undefined>;
}

export function createProofVerifier(clock: HubClock): ProofVerifier {
  const spent = new Map<string, number>();

  function spend(key: string): boolean {
    const nowMs = clock.nowMs();
    // Insertion order is order of expiry, because every entry lives equally long.
    for (const [old, endsAtMs] of spent) {
      if (endsAtMs > nowMs) break;
      spent.delete(old);
    }
    if (spent.has(key) || spent.size >= MAX_REMEMBERED) return false;
    spent.set(key, nowMs + 2 * PROOF_WINDOW_MS);
    return true;
  }

  return {
    verify: async (question) => {
      const opened = question.proof === undefined ? undefined : await openProof(question.proof);
      if (opened === undefined) return undefined;
      const { claims, publicJwk } = opened;
      const url = stripUrl(question.url);
      // No address at all equals no other: a request's own may be one that cannot be read (RFC 9112, 3.2.2).
      if (url === undefined || claims.htm !== question.method || stripUrl(claims.htu) !== url) return undefined;
      if (Math.abs(claims.iat * MS_PER_S - clock.nowMs()) > PROOF_WINDOW_MS) return undefined;
      if (question.token !== undefined && claims.ath !== hashToken(question.token)) return undefined;
      const thumbprint = await calculateJwkThumbprint({ kty: publicJwk.kty, crv: publicJwk.crv, x: publicJwk.x });
      if (question.thumbprint !== undefined && question.thumbprint !== thumbprint) return undefined;
      return spend(`${thumbprint}.${claims.jti}`) ? { thumbprint, publicJwk } : undefined;
    },
  };
}

async function openProof(proof: string) {
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      algorithms: ["EdDSA"],
      typ: "dpop+jwt",
      // Its age is judged by hub time above; this library would take the machine's.
      currentDate: new Date(0),
    });
    return { claims: ProofClaims.parse(payload), publicJwk: PublicJwk.parse(protectedHeader.jwk) };
  } catch {
    return undefined;
  }
}

/** Hash of a token as a proof names it (`ath`). */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

function stripUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
