import { Fault } from "../../contract/faults.ts";
import type { MediaClock } from "../media/mediaClock.ts";
import type { Notice, Stores } from "./stores.ts";

/** How long a notice stays: long enough to read two lines twice. Our choice. */
const NOTICE_LIFE_MS = 8_000;
/** Older ones make room. */
const MAX_NOTICES = 3;

export interface Notices {
  tell(text: string, tone?: Notice["tone"]): void;
  /** Says what has to be read: it stays until it is dismissed. */
  keep(text: string): void;
  /** Says what was done, with a way to have it undone. */
  offer(text: string, undo: () => void): void;
  /** Says a fault's sentence; anything else is a bug and is thrown on. */
  tellFault(fault: unknown): void;
  dismiss(noticeId: number): void;
}

export function createNotices(stores: Stores, clock: MediaClock): Notices {
  let nextId = 1;
  const ends = new Map<number, () => void>();
  const forget = (noticeId: number) => {
    ends.get(noticeId)?.();
    ends.delete(noticeId);
  };
  const dismiss = (noticeId: number) => {
    forget(noticeId);
    stores.notices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.noticeId !== noticeId) }));
  };
  const keepFor = (noticeId: number) => {
    ends.get(noticeId)?.();
    ends.set(
      noticeId,
      clock.after(NOTICE_LIFE_MS, () => dismiss(noticeId)),
    );
  };
  const add = (words: Omit<Notice, "noticeId">, isKept = false) => {
    const { notices } = stores.notices.getState();
    const last = notices.at(-1);
    // The same words again tell nobody more: they stay longer, and nothing is drawn.
    if (last !== undefined && last.text === words.text && words.undo === undefined) {
      if (ends.has(last.noticeId)) keepFor(last.noticeId);
      return;
    }
    const notice = { noticeId: nextId++, ...words };
    const others = notices.filter(({ text }) => text !== notice.text);
    const kept = [...others, notice].slice(-MAX_NOTICES);
    for (const { noticeId } of notices) if (!kept.some((each) => each.noticeId === noticeId)) forget(noticeId);
    stores.notices.setState({ notices: kept });
    if (!isKept) keepFor(notice.noticeId);
  };
  const tell = (text: string, tone: Notice["tone"] = "news") => add({ tone, text });
  return {
    tell,
    keep: (text) => add({ tone: "news", text }, true),
    offer: (text, undo) => add({ tone: "news", text, undo }),
    tellFault(fault) {
      if (!(fault instanceof Fault)) throw fault;
      // A call that was under way when the session ended; the screen that covers everything says so already.
      if (stores.session.getState().session.state !== "signedIn") return;
      tell(fault.message, "fault");
    },
    dismiss,
  };
}
