import type { DecodeBudget } from "../../contract/budget.ts";
import type { CameraRow } from "../../contract/cameras.ts";
import { HIDDEN_REASONS, type ReasonCode, type RevokeCause } from "../../contract/reasons.ts";
import type { TileState } from "../../contract/tileStates.ts";
import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import type { FrameChoice } from "../../contract/viewings.ts";
import { budgetWords } from "../ui/budgetWords.ts";
import { causeSentences, reasonSentences, stateWords } from "../ui/codeWords.ts";
import { formatClock, formatCountdown, formatDelay, formatSince, MINUTE_MS } from "../ui/format.ts";
import { text } from "../ui/text.ts";
import { trainingWords } from "../ui/trainingWords.ts";

export interface TileFacts {
  readonly state: TileState;
  readonly status: ViewingStatus | null;
  readonly camera: CameraRow | null;
  /** Why the player cannot show it, from its report. */
  readonly reason: string | null;
  /** How long the picture took to go, once it was taken away. */
  readonly blankedAfterMs: number | null;
  readonly hubNowMs: number | null;
  /** Whether every frame is shown, or key frames alone. */
  readonly frames: FrameChoice;
  /** Tiles that kept their pictures while this one was paused. */
  readonly kept: DecodeBudget["kept"];
}

export interface TileDescription {
  readonly word: string;
  /** Stands behind the word where it does not change with every frame: `3 h`, `00:41`. */
  readonly suffix: string;
  /** Why there is no picture; empty where the word says all that may be known. */
  readonly sentences: readonly string[];
  /** What the operator can do about it here. */
  readonly action: "ask" | "retry" | null;
}

/** Why a view is refused, as an operator may read it. Hidden reasons all read the same. */
export function describeReasons(reasons: readonly ReasonCode[]): string {
  if (reasons.some((reason) => HIDDEN_REASONS.has(reason))) return text.notAvailable;
  const known = reasons.map((reason) => reasonSentences[reason]).find((sentence) => sentence !== undefined);
  return known ?? text.notAvailable;
}

/** Words of a tile. What changes with every frame (its age) is written apart, straight to the glass. */
export function describeTile(facts: TileFacts): TileDescription {
  const plain = { word: stateWords[facts.state], suffix: "", sentences: [], action: null };
  if (facts.frames === "key" && facts.state === "live") return { ...plain, word: budgetWords.keyFrames };
  if (facts.status !== null && facts.status.state === facts.state) return describeStatus(facts.status, facts, plain);
  switch (facts.state) {
    case "connecting":
      return { ...plain, sentences: [facts.status?.state === "permitted" ? text.openingWords : text.askingWords] };
    case "overloaded":
      return { ...plain, sentences: [budgetWords.pausedWords(facts.kept)] };
    case "training-paused":
      return { ...plain, sentences: [trainingWords.pausedWords] };
    case "reconnecting":
      return { ...plain, sentences: [text.reconnectWords] };
    case "offline":
      return describeOffline(facts, plain);
    case "unplayable":
      return { ...plain, sentences: [facts.reason ?? text.cannotShowWords], action: "retry" };
    default:
      return facts.reason === null ? plain : { ...plain, sentences: [facts.reason] };
  }
}

function describeStatus(status: ViewingStatus, facts: TileFacts, plain: TileDescription): TileDescription {
  switch (status.state) {
    case "pending":
      return describePending(status, facts.hubNowMs);
    case "refused": {
      const sentence = describeReasons(status.reasons);
      return sentence === text.notAvailable ? plain : { ...plain, sentences: [sentence] };
    }
    case "revoked":
    case "ended":
      return describeEnd(status, facts.blankedAfterMs);
    case "silent":
      return { ...plain, sentences: [text.silentWords(formatClock(status.sinceMs, "withSeconds"))] };
    default:
      return plain;
  }
}

/** Ends that asking again for the same cannot change: another purpose, or who is at work here, would. */
const MENDED_ELSEWHERE: ReadonlySet<RevokeCause> = new Set([
  "incident-closed",
  "purpose-changed",
  "signed-out",
  "session-revoked",
  "station-locked",
  "window-closed",
]);

type Pending = Extract<ViewingStatus, { state: "pending" }>;
type Ended = Extract<ViewingStatus, { state: "revoked" | "ended" }>;

function describePending(status: Pending, hubNowMs: number | null): TileDescription {
  if (!status.isAsked) {
    return { word: text.mayAsk, suffix: "", sentences: [text.askWords(status.stage)], action: "ask" };
  }
  const { askedAtMs } = status;
  return {
    word: text.waitingFor[status.stage],
    suffix: hubNowMs === null || askedAtMs === undefined ? "" : formatCountdown(hubNowMs - askedAtMs),
    sentences: [text.waitingWords[status.stage]],
    action: null,
  };
}

/** Only an owner's own withdrawal is called one; every other end is a view that ended. */
function describeEnd(status: Ended, blankedAfterMs: number | null): TileDescription {
  const clock = formatClock(status.atMs, "withSeconds");
  const removed = blankedAfterMs === null ? [] : [text.removedIn(formatDelay(blankedAfterMs))];
  if (status.cause === "owner-withdrew") {
    // Nobody is told when an owner shares again, and trying asks only the hub: the owner hears of nothing refused.
    return { word: stateWords.revoked, suffix: "", sentences: [text.withdrawnAt(clock), ...removed], action: "retry" };
  }
  const sentence = text.endedAt(causeSentences[status.cause], clock);
  const action = MENDED_ELSEWHERE.has(status.cause) ? null : "retry";
  return { word: stateWords.ended, suffix: "", sentences: [sentence], action };
}

function describeOffline({ camera, hubNowMs }: TileFacts, plain: TileDescription): TileDescription {
  if (camera?.health.state !== "offline") return plain;
  const reason = camera.health.reason === undefined ? [] : [`${camera.health.reason}.`];
  const downMs = hubNowMs === null ? 0 : hubNowMs - camera.health.sinceMs;
  if (downMs < MINUTE_MS) return { ...plain, sentences: reason };
  const since = formatSince(downMs);
  return { ...plain, suffix: since, sentences: [text.offlineSince(since), ...reason] };
}
