import type { Purpose } from "../../contract/viewings.ts";

/** A purpose that was pushed with a view to one display. */
export interface PushedPurpose {
  readonly pushId: string;
  readonly stationId: string;
  readonly display: number;
  readonly purpose: Purpose;
  readonly atMs: number;
}

/** Which pushed purposes a station without an operator may still show pictures for. */
export interface StandingPurposes {
  /** On its way. It stands beside what it is to replace until its answer is known. */
  send(pushed: PushedPurpose): void;
  /** Refused, it never stood; shown or unanswered, it replaces all that were answered before it on its display. */
  settle(pushId: string, isRefused: boolean): void;
  stands(stationId: string, purpose: Pick<Purpose, "code" | "incidentId">): boolean;
}

interface Entry {
  readonly pushed: PushedPurpose;
  isWaiting: boolean;
}

/** `keptMs`: how long after its sending a purpose stands at most. */
export function createStandingPurposes(nowMs: () => number, keptMs: number): StandingPurposes {
  let entries: Entry[] = [];
  const isYoung = ({ pushed }: Entry): boolean => nowMs() - pushed.atMs < keptMs;

  return {
    send(pushed) {
      entries = [...entries.filter(isYoung), { pushed, isWaiting: true }];
    },
    settle(pushId, isRefused) {
      const mine = entries.find(({ pushed }) => pushed.pushId === pushId);
      if (mine === undefined) return;
      mine.isWaiting = false;
      const isReplaced = ({ pushed, isWaiting }: Entry): boolean =>
        !isWaiting && pushed.stationId === mine.pushed.stationId && pushed.display === mine.pushed.display;
      entries = entries.filter((entry) => (entry === mine ? !isRefused : isRefused || !isReplaced(entry)));
    },
    stands: (stationId, { code, incidentId }) =>
      entries.some((entry) => {
        const { purpose, stationId: at } = entry.pushed;
        return at === stationId && purpose.code === code && purpose.incidentId === incidentId && isYoung(entry);
      }),
  };
}
