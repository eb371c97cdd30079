import { createLocalJWKSet, type JWTVerifyGetKey } from "jose";
import { Fault } from "../../../contract/faults.ts";
import type { HubInfo } from "../../../contract/operators.ts";
import type { HubCaller } from "./hubCaller.ts";

/** Who the hub says it is: name, issuer and the keys its grants are signed with. */
export interface HubIdentity {
  /** Null until it was read. */
  info(): HubInfo | null;
  keys(): JWTVerifyGetKey | null;
  read(): Promise<HubInfo>;
  /** What is known, or read now. Throws what reading throws. */
  get(): Promise<HubInfo>;
}

export function createHubIdentity(caller: HubCaller): HubIdentity {
  let info: HubInfo | null = null;
  let keys: JWTVerifyGetKey | null = null;

  async function read(): Promise<HubInfo> {
    const fresh = await caller.call("info");
    if (fresh.jwks.keys.length === 0) throw new Fault("HUB_ANSWER_INVALID", "It has no signing key.");
    const jwks = fresh.jwks.keys.map(({ kty, crv, x, kid }) => ({
      kty,
      crv,
      x,
      ...(kid === undefined ? {} : { kid }),
    }));
    keys = createLocalJWKSet({ keys: jwks });
    info = fresh;
    return fresh;
  }

  return { info: () => info, keys: () => keys, read, get: async () => info ?? read() };
}
