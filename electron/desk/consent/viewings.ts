import type { RenditionName } from "../../../contract/cameras.ts";
import { Fault } from "../../../contract/faults.ts";
import type { HubEvent } from "../../../contract/hubEvents.ts";
import type { RevokeCause } from "../../../contract/reasons.ts";
import type { TimeRange } from "../../../contract/recorded.ts";
import type { ViewingStatus } from "../../../contract/viewingCalls.ts";
import type { MediaOffer, Protocol, Purpose } from "../../../contract/viewings.ts";
import { makeSecret } from "../chance.ts";
import type { MediaTarget } from "../gateway/mediaHandles.ts";
import type { DeskClock } from "../ports.ts";
import type { Acks } from "./acks.ts";
import { chooseLook, type Look } from "./chooseLook.ts";
import type { GrantKeeper } from "./grantKeeper.ts";
import { type Claim, isPrivate, nameShared, type SharedViewing } from "./sharedViewing.ts";
import type { ViewingBook } from "./viewingBook.ts";

export interface ClaimedTile {
  readonly claimId: string;
  readonly windowId: string;
  readonly display: number;
  readonly tile: number;
  readonly cameraId: string;
  readonly offers: readonly MediaOffer[] | null;
  readonly hasFlv: boolean;
}

/** A tile's wish: a camera, and a range where it is to show what was recorded. */
interface ClaimedPlace {
  readonly tile: number;
  readonly cameraId: string;
  readonly range?: TimeRange | undefined;
}

/** Claims of window tiles: who may ask now, what is shared, what ends. */
export interface Viewings {
  claim(
    windowId: string,
    display: number,
    items: readonly ClaimedPlace[],
  ): { claimId: string; status: ViewingStatus }[];
  /** A glance from the map for the purpose of a display; a window's one before it ends at once. */
  preview(windowId: string, display: number, cameraId: string): { claimId: string; status: ViewingStatus };
  release(windowId: string, claimIds: readonly string[]): void;
  releaseWindow(windowId: string): void;
  /** Purpose, lock, visibility or sign-in changed: every claim asks, or leaves and says why. */
  review(only?: { display?: number; windowId?: string }): void;
  /** Sign-in ended: all claims end with the cause and are forgotten. */
  endAll(cause: RevokeCause): void;
  /** Asks again: `ask` contacts a supervisor or owner, `retry` only looks whether things have changed. */
  again(windowId: string, claimId: string, act: "ask" | "retry"): void;
  /** The explicit act of asking for these cameras on a display, in one question; for tiles still to come, once they do. */
  askFor(display: number, cameraIds: readonly string[]): void;
  findMedia(windowId: string, claimId: string, protocol: Protocol, rendition: RenditionName): MediaTarget;
  covered(windowId: string, claimId: string, framesAfter: number): void;
  handleEvent(event: HubEvent): void;
  /** These incidents are not as they were: what was refused for them is asked for again. */
  handleIncidents(incidentIds: ReadonlySet<string>): void;
  /** These cameras send a picture again. */
  handleCamerasBack(cameraIds: ReadonlySet<string>): void;
  /** Connected (again): everything is asked again in one call. */
  handleUp(): void;
  handleSilent(silentSinceMs: number): void;
  /** Nothing on screen can be trusted: covered first, then asked for again. */
  doubt(scope: "all" | "private"): void;
  running(): number;
  /** How the windows of a display fare with a camera. */
  lookAt(display: number, cameraId: string): Look;
  /** Whether a claim is this window's. */
  isOf(windowId: string, claimId: string): boolean;
  /** Claims of live pictures that play or soon may, with what their camera offers; null while the hub has not answered. */
  tiles(): readonly ClaimedTile[];
  /** Where a claim's picture is and whose it is; undefined once the claim is gone, and for a preview. */
  placeOf(claimId: string): { display: number; tile: number; cameraId: string } | undefined;
}

interface Parts {
  book: ViewingBook;
  keeper: GrantKeeper;
  acks: Acks;
  clock: DeskClock;
  hubNowMs(): number;
  purposeOf(display: number): Purpose | null;
  /** Why no picture may run at all, or in this window; null when it may. */
  whyNot(windowId: string): RevokeCause | null;
  cutClaim(claimId: string): void;
}

/** A viewing outlives its last claim this long, so that a change of layout asks nobody. */
const GRACE_MS = 1_000;
const CLAIM_ID_BYTES = 12;
/** No layout has such a tile. */
const PREVIEW_TILE = 0;
/** A tile that has not come by then asks nobody: the act that it belonged to is over. Our choice. */
const ASK_WITHIN_MS = 5_000;

export function createViewings(parts: Parts): Viewings {
  const { book, keeper, acks, clock, hubNowMs, purposeOf, whyNot, cutClaim } = parts;

  function blockOf(claim: Claim): ViewingStatus | null {
    const cause = whyNot(claim.windowId);
    if (cause !== null) return { state: "ended", cause, atMs: hubNowMs() };
    return purposeOf(claim.display) === null ? { state: "refused", reasons: ["CTX_PURPOSE_MISSING"] } : null;
  }

  function dropIfUnused(shared: SharedViewing | null): void {
    if (shared !== null && shared.claims.size === 0 && book.holds(shared)) keeper.end(shared);
  }

  function leave(claim: Claim, status: ViewingStatus): void {
    cutClaim(claim.claimId);
    dropIfUnused(book.leave(claim, status));
  }

  /** Brings a claim to where it belongs; the viewing to ask for, if its answer is not there yet. */
  function settle(claim: Claim): SharedViewing | null {
    const block = blockOf(claim);
    const purpose = purposeOf(claim.display);
    if (block !== null || purpose === null) {
      if (block !== null && (claim.shared !== null || claim.status.state !== block.state)) leave(claim, block);
      return null;
    }
    if (claim.shared?.key === nameShared(claim, purpose)) return null;
    if (claim.shared !== null) leave(claim, { state: "asking" });
    const shared = book.join(claim, purpose);
    return shared.claims.size === 1 && shared.permit === null ? shared : null;
  }

  function review(only: { display?: number; windowId?: string } = {}): void {
    const concerned = [...book.claims()].filter(
      (claim) =>
        (only.display === undefined || claim.display === only.display) &&
        (only.windowId === undefined || claim.windowId === only.windowId),
    );
    keeper.ask(
      concerned.flatMap((claim) => settle(claim) ?? []),
      "cover",
    );
  }

  function remove(claim: Claim, graceMs: number): void {
    cutClaim(claim.claimId);
    acks.covered(claim.claimId, 0);
    const { shared } = claim;
    book.remove(claim);
    if (graceMs === 0) dropIfUnused(shared);
    else clock.after(graceMs, () => dropIfUnused(shared));
  }

  function own(windowId: string, claimId: string): Claim {
    const claim = book.find(claimId);
    if (claim?.windowId !== windowId) throw new Fault("NOT_FOUND", "This tile has no such claim.");
    return claim;
  }

  function create(windowId: string, display: number, { tile, cameraId, range }: ClaimedPlace): Claim {
    const claimId = makeSecret(CLAIM_ID_BYTES);
    const place = { claimId, windowId, display, tile, cameraId, isPreview: tile === PREVIEW_TILE };
    return { ...place, range: range ?? null, shared: null, status: { state: "asking" } };
  }

  /** All of one call become one question to the hub. */
  function claimAll(claims: readonly Claim[]): { claimId: string; status: ViewingStatus }[] {
    const asked = claims.flatMap((claim) => {
      const block = blockOf(claim);
      if (block !== null) claim.status = block;
      return settle(claim) ?? [];
    });
    keeper.ask(asked, "cover");
    for (const claim of claims) book.add(claim);
    const waited = claims.filter((claim) => !claim.isPreview && claim.range === null && takeWait(claim));
    if (waited.length > 0) askAt(waited);
    return claims.map(({ claimId, status }) => ({ claimId, status }));
  }

  /** Cameras to be asked for when their tile comes, by display and camera, with the end of the wait. */
  const toAsk = new Map<string, number>();
  const nameWait = (display: number, cameraId: string) => `${display} ${cameraId}`;

  function takeWait({ display, cameraId }: Claim): boolean {
    const untilMs = toAsk.get(nameWait(display, cameraId)) ?? 0;
    toAsk.delete(nameWait(display, cameraId));
    return clock.nowMs() < untilMs;
  }

  function askAt(claims: readonly Claim[]): void {
    const shared = new Set(claims.flatMap((claim) => claim.shared ?? settle(claim) ?? []));
    keeper.ask(
      [...shared].filter(({ permit }) => permit === null),
      "keep",
      true,
    );
  }

  function liveClaims(display: number): Claim[] {
    return [...book.claims()].filter((claim) => claim.display === display && claim.range === null);
  }

  function askWhere(isConcerned: (shared: SharedViewing) => boolean): void {
    keeper.ask([...book.shared()].filter(isConcerned), "keep");
  }

  function handleConsent(cameraId: string, epoch: number): void {
    const concerned = [...book.shared()].filter((shared) => shared.cameraId === cameraId);
    keeper.ask(
      concerned.filter(({ permit }) => permit !== null && permit.epoch < epoch),
      "cover",
    );
    keeper.ask(
      concerned.filter(({ status }) => status.state === "refused"),
      "keep",
    );
  }

  return {
    claim: (windowId, display, items) => claimAll(items.map((item) => create(windowId, display, item))),
    preview(windowId, display, cameraId) {
      for (const claim of book.claims()) if (claim.windowId === windowId && claim.isPreview) remove(claim, 0);
      const claim = create(windowId, display, { tile: PREVIEW_TILE, cameraId });
      const [answer = { claimId: claim.claimId, status: claim.status }] = claimAll([claim]);
      return answer;
    },
    release(windowId, claimIds) {
      for (const claimId of claimIds) {
        const claim = book.find(claimId);
        if (claim?.windowId === windowId) remove(claim, claim.isPreview ? 0 : GRACE_MS);
      }
    },
    releaseWindow(windowId) {
      for (const claim of book.claims()) if (claim.windowId === windowId) remove(claim, 0);
    },
    review,
    endAll(cause) {
      for (const claim of book.claims()) {
        leave(claim, { state: "ended", cause, atMs: hubNowMs() });
        book.remove(claim);
      }
    },
    again(windowId, claimId, act) {
      const claim = own(windowId, claimId);
      if (claim.isPreview && act === "ask") throw new Fault("REQUEST_MALFORMED", "A preview asks nobody.");
      // A claim left behind with a viewing that is over goes along with the one that has taken its place.
      if (claim.shared !== null && !book.holds(claim.shared)) leave(claim, { state: "asking" });
      const shared = claim.shared ?? settle(claim);
      if (shared === null) return;
      keeper.ask([shared], act === "ask" || shared.permit !== null ? "keep" : "cover", act === "ask");
    },
    askFor(display, cameraIds) {
      const wanted = new Set(cameraIds);
      const here = liveClaims(display).filter(({ cameraId }) => wanted.has(cameraId));
      for (const { cameraId } of here) wanted.delete(cameraId);
      toAsk.clear();
      for (const cameraId of wanted) toAsk.set(nameWait(display, cameraId), clock.nowMs() + ASK_WITHIN_MS);
      askAt(here);
    },
    findMedia(windowId, claimId, protocol, rendition) {
      const claim = own(windowId, claimId);
      const permit = claim.shared?.permit ?? null;
      if (permit === null) throw new Fault("GRANT_WRONG");
      const offer = permit.offers.find((some) => some.protocol === protocol && some.rendition === rendition);
      if (offer === undefined) throw new Fault("NOT_FOUND", "The camera does not offer this picture.");
      const { viewingId } = permit;
      return {
        claimId,
        viewingId,
        tile: claim.tile,
        display: claim.display,
        path: offer.path,
        grant: () => liveGrant(claim, viewingId, clock),
      };
    },
    covered(windowId, claimId, framesAfter) {
      if (book.find(claimId)?.windowId === windowId) acks.covered(claimId, framesAfter);
    },
    handleEvent(event) {
      if (event.type === "viewing.revoked") {
        const ended = keeper.revoke(event.viewingId, event.cause, event.atMs);
        if (ended === null) return;
        const claimIds = [...ended.shared.claims].map(({ claimId }) => claimId);
        acks.open(event.viewingId, event.cause, claimIds, ended.wasCovered);
      } else if (event.type === "camera.consentChanged") handleConsent(event.cameraId, event.epoch);
      else if (event.type === "request.resolved") {
        askWhere(
          (shared) =>
            shared.requestId === event.requestId ||
            (shared.cameraId === event.cameraId && shared.status.state === "pending"),
        );
      }
    },
    handleIncidents(incidentIds) {
      askWhere(
        ({ purpose, status }) =>
          purpose.incidentId !== undefined && incidentIds.has(purpose.incidentId) && status.state === "refused",
      );
    },
    handleCamerasBack(cameraIds) {
      askWhere(
        ({ cameraId, status }) =>
          cameraIds.has(cameraId) && status.state === "refused" && status.reasons.includes("RES_OFFLINE"),
      );
    },
    handleUp() {
      askWhere(({ status }) => status.state !== "revoked" && status.state !== "ended");
    },
    handleSilent(sinceMs) {
      for (const shared of book.shared()) {
        const { permit, status } = shared;
        if (permit === null ? status.state === "asking" : isPrivate(permit))
          keeper.lose(shared, { state: "silent", sinceMs });
      }
    },
    doubt(scope) {
      const running = [...book.shared()].filter(({ permit }) => permit !== null);
      const covered = running.filter(({ permit }) => scope === "all" || (permit !== null && isPrivate(permit)));
      keeper.ask(covered, "cover");
      keeper.ask(
        running.filter((shared) => !covered.includes(shared)),
        "keep",
      );
    },
    lookAt(display, cameraId) {
      const claims = liveClaims(display).filter((claim) => claim.cameraId === cameraId);
      return chooseLook(claims.map(({ status }) => status));
    },
    running: () => [...book.shared()].filter(({ permit }) => permit !== null).length,
    tiles: () =>
      [...book.claims()].flatMap(({ claimId, windowId, display, tile, cameraId, isPreview, range, shared, status }) => {
        if (isPreview || range !== null || (status.state !== "permitted" && status.state !== "asking")) return [];
        const offers = shared?.permit?.offers ?? null;
        const hasFlv = offers?.some(({ protocol }) => protocol === "flv") ?? true;
        return [{ claimId, windowId, display, tile, cameraId, offers, hasFlv }];
      }),
    isOf: (windowId, claimId) => book.find(claimId)?.windowId === windowId,
    placeOf(claimId) {
      const claim = book.find(claimId);
      if (claim === undefined || claim.isPreview) return undefined;
      return { display: claim.display, tile: claim.tile, cameraId: claim.cameraId };
    },
  };
}

/** The grant a media request may use at this moment: the current one, while the claim still stands for that viewing. */
function liveGrant(claim: Claim, viewingId: string, clock: DeskClock): string | null {
  const permit = claim.shared?.permit ?? null;
  return permit !== null && permit.viewingId === viewingId && clock.nowMs() < permit.deadlineMs ? permit.grant : null;
}
