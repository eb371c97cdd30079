import type { ViewingStatus } from "../../../contract/viewingCalls.ts";
import type { Purpose } from "../../../contract/viewings.ts";
import { type Claim, nameShared, type SharedViewing } from "./sharedViewing.ts";

/** Who claims what. Keeps books and tells claims their status; asks nobody and ends nothing at the hub. */
export interface ViewingBook {
  claims(): Iterable<Claim>;
  shared(): Iterable<SharedViewing>;
  find(claimId: string): Claim | undefined;
  add(claim: Claim): void;
  /** Takes the claim out; its shared viewing may be left without claims. */
  remove(claim: Claim): void;
  /**
   * Joins the claim to the viewing of its camera for a purpose, a new one where there is none or the one there is over:
   * tiles that saw it end keep saying so, a new wish is a new question.
   */
  join(claim: Claim, purpose: Purpose): SharedViewing;
  /** The claim leaves its viewing and is told why; which viewing it left. */
  leave(claim: Claim, status: ViewingStatus): SharedViewing | null;
  /** Takes a viewing without claims out of the book. */
  forget(shared: SharedViewing): void;
  /** Whether a viewing is still in the book, so that an answer for it has a place to go. */
  holds(shared: SharedViewing): boolean;
  setStatus(shared: SharedViewing, status: ViewingStatus): void;
}

export function createViewingBook(deliver: (claim: Claim) => void): ViewingBook {
  const claims = new Map<string, Claim>();
  const byKey = new Map<string, SharedViewing>();

  function tell(claim: Claim, status: ViewingStatus): void {
    claim.status = status;
    if (claims.has(claim.claimId)) deliver(claim);
  }

  return {
    claims: () => [...claims.values()],
    shared: () => [...byKey.values()],
    find: (claimId) => claims.get(claimId),
    add: (claim) => claims.set(claim.claimId, claim),
    remove(claim) {
      claims.delete(claim.claimId);
      claim.shared?.claims.delete(claim);
      claim.shared = null;
    },
    join(claim, purpose) {
      const key = nameShared(claim, purpose);
      const known = byKey.get(key);
      const shared = known !== undefined && !isOver(known) ? known : createShared(key, claim, purpose);
      byKey.set(key, shared);
      shared.claims.add(claim);
      claim.shared = shared;
      tell(claim, shared.status);
      return shared;
    },
    leave(claim, status) {
      const left = claim.shared;
      left?.claims.delete(claim);
      claim.shared = null;
      tell(claim, status);
      return left;
    },
    forget(shared) {
      shared.turn++;
      if (byKey.get(shared.key) === shared) byKey.delete(shared.key);
    },
    holds: (shared) => byKey.get(shared.key) === shared,
    setStatus(shared, status) {
      shared.status = status;
      for (const claim of shared.claims) tell(claim, status);
    },
  };
}

function isOver({ status }: SharedViewing): boolean {
  return status.state === "revoked" || status.state === "ended";
}

function createShared(key: string, { cameraId, isPreview, range }: Claim, purpose: Purpose): SharedViewing {
  return {
    key,
    cameraId,
    purpose,
    isPreview,
    range,
    claims: new Set(),
    status: { state: "asking" },
    permit: null,
    viewingId: null,
    requestId: null,
    deniedViewingId: null,
    turn: 0,
  };
}
