import { OBLIGATION_NAMES } from "../../../contract/consentRecord.ts";
import { Fault } from "../../../contract/faults.ts";
import type { TimeRange } from "../../../contract/recorded.ts";
import {
  type Action,
  MAX_VIEWING_ITEMS,
  type PermitAnswer,
  type Purpose,
  type ViewingAnswer,
} from "../../../contract/viewings.ts";
import { makeSecret, spreadAround } from "../chance.ts";
import type { HubIdentity } from "../hub/hubIdentity.ts";
import type { HubSession } from "../hub/hubSession.ts";
import type { HubTime } from "../hub/hubTime.ts";
import type { StationKey } from "../hub/stationKey.ts";
import type { DeskClock, Log } from "../ports.ts";
import { readPermit } from "./readPermit.ts";
import type { Permit, SharedViewing } from "./sharedViewing.ts";
import { type GrantQuestion, verifyGrant } from "./verifyGrant.ts";

/** What the hub said about one viewing, after its grant was verified. A grant that does not verify is a deny. */
export type Verdict =
  | { readonly kind: "permit"; readonly permit: Permit; readonly answer: PermitAnswer }
  | { readonly kind: "noPermit"; readonly answer: Exclude<ViewingAnswer, { outcome: "permit" }> };

/** Asks the hub about viewings, up to 256 in a call, and believes nothing that is not verified. */
export interface Questions {
  /** One verdict per viewing, in order. All share one purpose. Throws a `Fault` when there was no answer. */
  open(viewings: readonly SharedViewing[], purpose: Purpose, ask: boolean): Promise<Verdict[]>;
  /** Whether one picture of a camera may be kept. Contacts nobody. */
  openSnapshot(cameraId: string, purpose: Purpose): Promise<Verdict>;
  /** A full new decision of running viewings. */
  renew(viewings: readonly SharedViewing[]): Promise<Verdict[]>;
  end(viewingId: string): Promise<void>;
}

/** What the hub is asked for; a live picture where nothing else is said. */
type Wish = Pick<SharedViewing, "cameraId" | "purpose"> & {
  readonly action?: Action;
  readonly isPreview?: boolean;
  readonly range?: TimeRange | null;
};

interface Parts {
  session: Pick<HubSession, "call" | "me" | "stationId">;
  identity: Pick<HubIdentity, "info" | "keys">;
  key: Pick<StationKey, "thumbprint">;
  time: Pick<HubTime, "nowMs">;
  clock: DeskClock;
  log: Log;
}

const NONCE_BYTES = 18;
const RENEW_SPREAD = 0.1;

export function createQuestions({ session, identity, key, time, clock, log }: Parts): Questions {
  function alarm(refusal: string, cameraId: string): Verdict {
    log.error("integrity.alarm", { refusal, cameraId });
    return { kind: "noPermit", answer: { outcome: "deny", cameraId, reasons: ["INTERNAL_ERROR"] } };
  }

  async function judge(answer: ViewingAnswer, wish: Wish, nonce: string): Promise<Verdict> {
    const { cameraId, purpose, range } = wish;
    if (answer.cameraId !== cameraId) return alarm("otherCamera", cameraId);
    if (answer.outcome !== "permit") return { kind: "noPermit", answer };
    const [keys, info, me, stationId, hubNowMs] = [
      identity.keys(),
      identity.info(),
      session.me(),
      session.stationId(),
      time.nowMs(),
    ];
    if (keys === null || info === null || me === null || stationId === null || hubNowMs === null) {
      return alarm("noSession", cameraId);
    }
    const question: GrantQuestion = {
      issuer: info.issuer,
      operatorId: me.operatorId,
      stationId,
      thumbprint: key.thumbprint,
      viewingId: answer.viewingId,
      cameraId,
      action: actionOf(wish),
      range: range ?? undefined,
      answeredRange: answer.range,
      purpose: purpose.code,
      incidentId: purpose.incidentId,
      nonce,
    };
    const check = await verifyGrant(answer.grant, question, keys, hubNowMs);
    if (!check.isGood) return alarm(check.refusal, cameraId);
    const moment = { nowMs: clock.nowMs(), hubNowMs: time.nowMs() ?? hubNowMs, spread: spreadAround(RENEW_SPREAD) };
    return { kind: "permit", answer, permit: readPermit(answer, check.claims, moment) };
  }

  async function openSome(viewings: readonly Wish[], purpose: Purpose, ask: boolean): Promise<Verdict[]> {
    const nonce = makeSecret(NONCE_BYTES);
    const { answers } = await session.call("openViewings", {
      body: {
        purpose,
        stationId: session.stationId() ?? "",
        nonce,
        supportedObligations: [...OBLIGATION_NAMES],
        ask,
        preview: viewings.every(({ isPreview = false }) => isPreview),
        items: viewings.map((wish) => ({
          cameraId: wish.cameraId,
          action: actionOf(wish),
          ...(wish.range == null ? {} : { range: wish.range }),
        })),
      },
    });
    if (answers.length !== viewings.length) throw new Fault("HUB_ANSWER_INVALID", "It left cameras out.");
    return Promise.all(pair(viewings, answers).map(([shared, answer]) => judge(answer, shared, nonce)));
  }

  async function renewSome(viewings: readonly SharedViewing[]): Promise<Verdict[]> {
    const nonce = makeSecret(NONCE_BYTES);
    const viewingIds = viewings.flatMap(({ viewingId }) => viewingId ?? []);
    const { answers } = await session.call("renewViewings", {
      body: { nonce, supportedObligations: [...OBLIGATION_NAMES], viewingIds },
    });
    const byId = new Map(answers.map(({ viewingId, answer }) => [viewingId, answer]));
    return Promise.all(
      viewings.map((shared) => {
        const answer = byId.get(shared.viewingId ?? "");
        return answer === undefined
          ? alarm("leftOut", shared.cameraId)
          : judge(nameCamera(answer, shared), shared, nonce);
      }),
    );
  }

  return {
    open: (viewings, purpose, ask) => inPortions(viewings, (some) => openSome(some, purpose, ask)),
    async openSnapshot(cameraId, purpose) {
      const [verdict] = await openSome([{ cameraId, purpose, action: "snapshot" }], purpose, false);
      if (verdict === undefined) throw new Fault("HUB_ANSWER_INVALID", "It left cameras out.");
      return verdict;
    },
    renew: (viewings) => inPortions(viewings, renewSome),
    async end(viewingId) {
      await session.call("endViewing", { id: viewingId });
    },
  };
}

function actionOf({ action, range }: Wish): Action {
  return action ?? (range == null ? "view-live" : "view-recorded");
}

/** A hub that does not know a viewing any more cannot name its camera: its refusal then bears the viewing's own id. */
function nameCamera(answer: ViewingAnswer, { viewingId, cameraId }: SharedViewing): ViewingAnswer {
  return answer.outcome === "deny" && answer.cameraId === viewingId ? { ...answer, cameraId } : answer;
}

async function inPortions<T, R>(all: readonly T[], ask: (some: readonly T[]) => Promise<R[]>): Promise<R[]> {
  const portions: Promise<R[]>[] = [];
  for (let at = 0; at < all.length; at += MAX_VIEWING_ITEMS) portions.push(ask(all.slice(at, at + MAX_VIEWING_ITEMS)));
  return (await Promise.all(portions)).flat();
}

function pair<A, B>(left: readonly A[], right: readonly B[]): [A, B][] {
  return left.flatMap((a, at): [A, B][] => {
    const b = right[at];
    return b === undefined ? [] : [[a, b]];
  });
}
