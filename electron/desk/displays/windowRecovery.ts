import type { WindowNews } from "../../../contract/screens.ts";
import type { DeskClock, Log } from "../ports.ts";
import { createRecoveryBudget } from "../shells/recoveryBudget.ts";

/** Brings back windows that die, are closed by mistake or stop answering. Null stands for the console. */
export interface WindowRecovery {
  handleCrashed(display: number | null): void;
  handleClosed(display: number): void;
  handleSilent(display: number | null): void;
  /** The window could not be opened or placed. */
  handleFailed(display: number): void;
}

interface Parts {
  clock: DeskClock;
  log: Log;
  /** Whether a window is to be there; false once Glasshouse itself was asked to close it. */
  isWanted(display: number): boolean;
  /** Opens the display's window anew. */
  reopen(display: number): void;
  /** Loads the page anew in its window, whose process has ended. */
  reload(display: number | null): void;
  /** Ends the process of the page; it is then heard of as crashed. */
  kill(display: number | null): void;
  /** Closes a window that could not even be killed; it is then heard of as closed. */
  close(display: number): void;
  /** Leaves the display alone until somebody opens it. */
  giveUp(display: number, news: "closed" | "failing"): void;
  tell(news: WindowNews): void;
}

/** A page or window is back this long after it went, and what it needs to load. */
const COME_BACK_AFTER_MS = 500;
/**
 * Whoever closes a window through Glasshouse means it. Whoever closes it by other ways (its title bar, Alt+F4) may have
 * hit the wrong window, so it comes back; closed again within this time it stays closed. Our choice.
 */
const CLOSED_AGAIN_MS = 10_000;
/** A process that was killed is heard of at once; after this the window itself goes. */
const KILL_LIMIT_MS = 2_000;

export function createWindowRecovery(parts: Parts): WindowRecovery {
  const { clock, log, isWanted, giveUp, tell } = parts;
  const budgets = new Map<number | null, () => boolean>();
  const reopenedAtMs = new Map<number, number>();
  const silent = new Set<number | null>();

  function mayRecover(display: number | null): boolean {
    const budget = budgets.get(display) ?? createRecoveryBudget(clock);
    budgets.set(display, budget);
    return budget();
  }

  function fail(display: number | null): void {
    log.error("window left alone", { display });
    if (display === null) return;
    budgets.delete(display);
    giveUp(display, "failing");
    tell({ display, news: "failing" });
  }

  return {
    handleCrashed(display) {
      if (display !== null && !isWanted(display)) return;
      const news = silent.delete(display) ? "silent" : "crashed";
      log.error("window crashed", { display, news });
      if (news === "crashed" && !mayRecover(display)) return fail(display);
      clock.after(COME_BACK_AFTER_MS, () => {
        if (display !== null && !isWanted(display)) return;
        parts.reload(display);
        tell({ display, news });
      });
    },
    handleClosed(display) {
      if (!isWanted(display)) return;
      const wasSilent = silent.delete(display);
      const lastMs = reopenedAtMs.get(display);
      if (!wasSilent && lastMs !== undefined && clock.nowMs() - lastMs < CLOSED_AGAIN_MS) {
        giveUp(display, "closed");
        tell({ display, news: "closed" });
        return;
      }
      if (!wasSilent && !mayRecover(display)) return fail(display);
      clock.after(COME_BACK_AFTER_MS, () => {
        if (!isWanted(display)) return;
        if (!wasSilent) reopenedAtMs.set(display, clock.nowMs());
        parts.reopen(display);
        tell({ display, news: wasSilent ? "silent" : "reopened" });
      });
    },
    handleFailed(display) {
      if (!isWanted(display)) return;
      if (!mayRecover(display)) return fail(display);
      clock.after(COME_BACK_AFTER_MS, () => {
        if (isWanted(display)) parts.reopen(display);
      });
    },
    handleSilent(display) {
      // On a machine that cannot keep up, ending pages again and again only makes it slower: it waits, without pictures.
      const isEnded = mayRecover(display);
      log.error("window silent", { display, isEnded });
      if (!isEnded) return;
      silent.add(display);
      parts.kill(display);
      clock.after(KILL_LIMIT_MS, () => {
        if (silent.has(display) && display !== null && isWanted(display)) parts.close(display);
      });
    },
  };
}
