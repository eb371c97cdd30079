import type { FastifyRequest } from "fastify";
import { Fault } from "../../contract/faults.ts";
import type { ProofVerifier } from "../grants/proofVerifier.ts";
import type { Session, Sessions } from "../people/sessions.ts";
import type { ProvenKey } from "./defineRoute.ts";

const SCHEME = "DPoP ";

/** Who is calling: a station by its key, or an operator's session at a station. */
export interface Authenticator {
  /** Throws `PROOF_WRONG`. */
  proveKey(request: FastifyRequest): Promise<ProvenKey>;
  /** Throws `SIGN_IN_REQUIRED` or `PROOF_WRONG`. */
  findSession(request: FastifyRequest): Promise<Session>;
}

export function createAuthenticator(proofs: ProofVerifier, sessions: Sessions): Authenticator {
  async function prove(request: FastifyRequest, session?: { token: string; thumbprint: string }): Promise<ProvenKey> {
    const header = request.headers.dpop;
    const key = await proofs.verify({
      proof: typeof header === "string" ? header : undefined,
      method: request.method,
      url: `${request.protocol}://${request.host}${request.url}`,
      token: session?.token,
      thumbprint: session?.thumbprint,
    });
    if (key === undefined) throw new Fault("PROOF_WRONG");
    return key;
  }
  return {
    proveKey: (request) => prove(request),
    findSession: async (request) => {
      const { authorization } = request.headers;
      if (authorization?.startsWith(SCHEME) !== true) throw new Fault("SIGN_IN_REQUIRED");
      const token = authorization.slice(SCHEME.length);
      const session = await sessions.find(token);
      if (session === undefined) throw new Fault("SIGN_IN_REQUIRED");
      await prove(request, { token, thumbprint: session.station.thumbprint });
      return session;
    },
  };
}
