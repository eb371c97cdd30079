import { Fault } from "../../../contract/faults.ts";
import type { Purpose } from "../../../contract/viewings.ts";
import type { DeskClock, Log } from "../ports.ts";
import type { Questions, Verdict } from "./questions.ts";
import { nameShared, type SharedViewing } from "./sharedViewing.ts";

/** Gathers consent questions of all windows for a moment, so that a whole wall is one call to the hub per purpose. */
export interface AskQueue {
  /** `mayContact`: the operator's explicit act, by which a supervisor or owner is asked. */
  add(shared: SharedViewing, mayContact: boolean): void;
  /** Ends a viewing at the hub. A later question for the same camera and purpose waits for it. */
  end(shared: SharedViewing): void;
}

interface Parts {
  questions: Questions;
  clock: DeskClock;
  log: Log;
  onVerdict(shared: SharedViewing, verdict: Verdict): void;
  /** The question is not the viewing's last any more, but the hub may have opened something. */
  onStale(shared: SharedViewing, verdict: Verdict): void;
  onFault(shared: SharedViewing, fault: Fault): void;
}

interface Waiting {
  shared: SharedViewing;
  turn: number;
  mayContact: boolean;
}

const GATHER_MS = 4;

export function createAskQueue({ questions, clock, log, onVerdict, onStale, onFault }: Parts): AskQueue {
  let waiting: Waiting[] = [];
  const ends = new Map<string, Promise<void>>();

  function flush(): void {
    const current = waiting.filter(({ shared, turn }) => shared.turn === turn);
    waiting = [];
    for (const group of groupByPurpose(current)) void run(group);
  }

  async function run(group: readonly Waiting[]): Promise<void> {
    const [first] = group;
    if (first === undefined) return;
    await Promise.all(group.map(({ shared }) => ends.get(shared.key)));
    const purpose: Purpose = first.shared.purpose;
    try {
      const shared = group.map((item) => item.shared);
      const verdicts = await questions.open(shared, purpose, first.mayContact);
      group.forEach((item, at) => {
        const verdict = verdicts[at];
        if (verdict === undefined) return;
        if (item.shared.turn === item.turn) onVerdict(item.shared, verdict);
        else onStale(item.shared, verdict);
      });
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault("INTERNAL", "", { cause: error });
      log.warn("viewings.unanswered", { code: fault.code, count: group.length, reason: String(fault.cause ?? "") });
      for (const { shared, turn } of group) if (shared.turn === turn) onFault(shared, fault);
    }
  }

  return {
    add(shared, mayContact) {
      if (waiting.length === 0) clock.after(GATHER_MS, flush);
      waiting.push({ shared, turn: shared.turn, mayContact });
    },
    end({ key, viewingId }) {
      if (viewingId === null) return;
      const done: Promise<void> = questions
        .end(viewingId)
        // Not renewed, it ends by itself within a grant's life.
        .catch((error: unknown) => log.warn("viewings.endUnheard", { viewingId, reason: String(error) }))
        .finally(() => {
          if (ends.get(key) === done) ends.delete(key);
        });
      ends.set(key, done);
    },
  };
}

function groupByPurpose(waiting: readonly Waiting[]): Waiting[][] {
  const groups = new Map<string, Waiting[]>();
  for (const item of waiting) {
    const about = { cameraId: item.mayContact ? "ask" : "", isPreview: item.shared.isPreview, range: null };
    const name = nameShared(about, item.shared.purpose);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
