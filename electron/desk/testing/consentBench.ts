import type { OwnerKind } from "../../../contract/consentRecord.ts";
import type { RevokeCause } from "../../../contract/reasons.ts";
import type { ViewingStatus } from "../../../contract/viewingCalls.ts";
import type { PermitAnswer, Purpose } from "../../../contract/viewings.ts";
import { createAcks } from "../consent/acks.ts";
import { createGrantKeeper } from "../consent/grantKeeper.ts";
import type { Questions, Verdict } from "../consent/questions.ts";
import { readPermit } from "../consent/readPermit.ts";
import type { SharedViewing } from "../consent/sharedViewing.ts";
import { createViewingBook } from "../consent/viewingBook.ts";
import { createViewings } from "../consent/viewings.ts";
import { createHandClock } from "./handClock.ts";
import { createTestLog } from "./openTestDesk.ts";
import { makeClaims } from "./signGrant.ts";

const HUB_START_MS = 1_800_000_000_000;
const INCIDENT: Purpose = { code: "emergency-response", incidentId: "26-1" };

/** Lets promises that are ready run. */
export const settle = () => new Promise<void>((done) => setImmediate(done));

/** Claims and grants at work on a hand-driven clock, with a hub that says what the test says. */
export function createConsentBench() {
  const clock = createHandClock();
  const startMs = clock.nowMs();
  const hubNowMs = () => HUB_START_MS + clock.nowMs() - startMs;
  const log = createTestLog();
  const state = {
    isUp: true,
    purposes: new Map<number, Purpose | null>([[1, INCIDENT]]),
    why: null as RevokeCause | null,
    /** Cameras of a city; all others are private. */
    cityCameras: new Set<string>(),
    answer: (shared: SharedViewing): Verdict => permit(shared),
  };
  const asked: string[][] = [];
  const renewed: string[][] = [];
  const ended: string[] = [];
  const acked: unknown[] = [];
  const cuts: string[] = [];
  const told: { claimId: string; status: ViewingStatus }[] = [];

  function permit(shared: SharedViewing, viewingId = `v-${shared.cameraId}`): Verdict {
    const ownerKind: OwnerKind = state.cityCameras.has(shared.cameraId) ? "city" : "resident";
    const answer = makePermit(shared.cameraId, viewingId, ownerKind);
    const claims = makeClaims({ hubNowMs: hubNowMs() });
    return {
      kind: "permit",
      answer,
      permit: readPermit(answer, claims, { nowMs: clock.nowMs(), hubNowMs: hubNowMs(), spread: 1 }),
    };
  }

  const questions: Questions = {
    openSnapshot: () => Promise.reject(new Error("no snapshots here")),
    async open(viewings) {
      asked.push(viewings.map(({ cameraId }) => cameraId));
      return viewings.map((shared) => state.answer(shared));
    },
    async renew(viewings) {
      renewed.push(viewings.map(({ cameraId }) => cameraId));
      return viewings.map((shared) => state.answer(shared));
    },
    async end(viewingId) {
      ended.push(viewingId);
    },
  };
  const book = createViewingBook(({ claimId, status }) => told.push({ claimId, status }));
  const keeper = createGrantKeeper({
    book,
    questions,
    link: { isUp: () => state.isUp, silentSinceMs: () => 1 },
    clock,
    log,
    hubNowMs,
    cut: (shared) => cuts.push(...[...shared.claims].map(({ claimId }) => claimId)),
  });
  const acks = createAcks(clock, log, async (items) => {
    acked.push(...items);
  });
  const viewings = createViewings({
    book,
    keeper,
    acks,
    clock,
    hubNowMs,
    purposeOf: (display) => state.purposes.get(display) ?? null,
    whyNot: () => state.why,
    cutClaim: (claimId) => cuts.push(claimId),
  });

  return {
    ...{ clock, log, state, asked, renewed, ended, acked, cuts, told, book, keeper, viewings, permit, hubNowMs },
    /** Claims cameras for window `w` and waits for the answer. */
    async claim(...cameraIds: string[]): Promise<string[]> {
      const items = cameraIds.map((cameraId, at) => ({ tile: at + 1, cameraId }));
      const claims = viewings.claim("w", 1, items);
      await this.pass(5);
      return claims.map(({ claimId }) => claimId);
    },
    /** Time passes with the sweep at work. */
    async pass(ms: number): Promise<void> {
      for (let left = ms; left > 0; left -= 100) {
        clock.advance(Math.min(left, 100));
        keeper.turn();
        await settle();
      }
    },
    statusOf: (claimId: string) => book.find(claimId)?.status,
  };
}

export function deny(
  shared: SharedViewing,
  ...reasons: Extract<ViewingStatus, { state: "refused" }>["reasons"]
): Verdict {
  return { kind: "noPermit", answer: { outcome: "deny", cameraId: shared.cameraId, reasons } };
}

export function makePermit(cameraId: string, viewingId: string, ownerKind: OwnerKind): PermitAnswer {
  return {
    outcome: "permit",
    cameraId,
    viewingId,
    grant: `grant-of-${viewingId}`,
    grantEndsInMs: 60_000,
    obligations: {
      ...{ watermark: false, noAudio: true, noExport: true, noSnapshot: true, notifyOwner: true },
      ...{ maxHeightPx: 720, maxViewingMs: 3_600_000, masks: [] },
    },
    terms: { ownerKind, ownerLabel: "Owner", sharing: "emergency", words: "In emergencies.", auditSeq: 1 },
    media: [
      {
        ...{ protocol: "flv", rendition: "sub", path: `/v1/media/${viewingId}/live/sub.flv` },
        ...{ codec: "avc1.4d401e", widthPx: 640, heightPx: 360, fps: 15, bitrateBps: 500_000 },
      },
    ],
  };
}
