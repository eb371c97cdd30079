import { GRANT_AUDIENCE, GRANT_TYPE, GrantClaims } from "../../contract/viewings.ts";
import type { Chance, HubClock } from "../ports.ts";
import type { Viewing } from "../viewings/runningViewings.ts";
import type { HubKey } from "./signingKey.ts";

const GRANT_KIND = { type: GRANT_TYPE, audience: GRANT_AUDIENCE };
const MS_PER_S = 1_000;

/** Makes and reads grants: the signed, one-minute proof that a viewing was permitted and written down. */
export interface GrantMint {
  mint(viewing: Viewing, nonce: string): Promise<string>;
  /** Claims of a genuine, unexpired grant of this hub; undefined for anything else. */
  read(grant: string): Promise<GrantClaims | undefined>;
}

export function createGrantMint(options: { key: HubKey; clock: HubClock; chance: Chance }): GrantMint {
  const { key, clock, chance } = options;

  function mint(viewing: Viewing, nonce: string): Promise<string> {
    const nowMs = clock.nowMs();
    const { session, purpose } = viewing;
    const claims: Omit<GrantClaims, "iss" | "aud"> = {
      sub: session.account.name,
      sid: session.id,
      jti: `grant:${chance.id(nowMs)}`,
      stn: session.station.id,
      cnf: { jkt: session.station.thumbprint },
      vid: viewing.id,
      cam: viewing.cameraId,
      act: viewing.action,
      pur: purpose.code,
      ...(purpose.incidentId === undefined ? {} : { inc: purpose.incidentId }),
      ...(viewing.range === undefined ? {} : { rng: viewing.range }),
      dec: viewing.decisionSeq,
      epoch: viewing.epoch,
      maxHeightPx: viewing.maxHeightPx,
      nonce,
      hubNowMs: nowMs,
      iat: Math.floor(nowMs / MS_PER_S),
      exp: Math.floor(viewing.grantEndsAtMs / MS_PER_S),
    };
    return key.sign(GRANT_KIND, claims);
  }

  return {
    mint,
    read: async (grant) => GrantClaims.safeParse(await key.verify(GRANT_KIND, grant, clock.nowMs())).data,
  };
}
