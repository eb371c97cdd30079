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
  const dismiss = (noticeId: number) =>
    stores.notices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.noticeId !== noticeId) }));
  const add = (words: Omit<Notice, "noticeId">, isKept = false) => {
    const notice = { noticeId: nextId++, ...words };
    stores.notices.setState(({ notices }) => ({
      // The same words twice tell nobody more.
      notices: [...notices.filter((other) => other.text !== notice.text), notice].slice(-MAX_NOTICES),
    }));
    if (!isKept) clock.after(NOTICE_LIFE_MS, () => dismiss(notice.noticeId));
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
