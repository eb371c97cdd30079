import type { RevokeCause } from "../../contract/reasons.ts";
import { createAcks } from "./consent/acks.ts";
import { createGrantKeeper, type GrantKeeper } from "./consent/grantKeeper.ts";
import { createQuestions, type Questions } from "./consent/questions.ts";
import { createViewingBook } from "./consent/viewingBook.ts";
import { createViewings, type Viewings } from "./consent/viewings.ts";
import type { MediaHandles } from "./gateway/mediaHandles.ts";
import type { HubSide } from "./hubSide.ts";
import type { DeskClock, Log } from "./ports.ts";
import type { WallKeeper } from "./wall/wall.ts";
import type { WindowLine } from "./windows/windowLine.ts";
import type { Windows } from "./windows/windows.ts";

/** Claims, grants and acknowledgements put together. */
export interface ConsentSide {
  readonly viewings: Viewings;
  readonly keeper: GrantKeeper;
  readonly questions: Questions;
}

interface Parts {
  hub: HubSide;
  handles: MediaHandles;
  wall: WallKeeper;
  windows: Windows;
  /** Whether a window is on a screen, unhidden. */
  isSeen(line: WindowLine): boolean;
  clock: DeskClock;
  log: Log;
  /** Whether events flow: without them no revocation would be heard. */
  isListening(): boolean;
  /** Why no picture may run for this station's operator now. */
  whyNot(): RevokeCause | null;
}

export function createConsentSide(parts: Parts): ConsentSide {
  const { hub, handles, wall, windows, isSeen, clock, log, isListening, whyNot } = parts;
  const canShow = (line: WindowLine | undefined) => line === undefined || (isSeen(line) && line.isAnswering);
  const book = createViewingBook(({ windowId, claimId, status }) =>
    windows.find(windowId)?.tell("viewing.changed", { claimId, status }),
  );
  const { session, identity, key, time, hubNowMs } = hub;
  const questions = createQuestions({ session, identity, key, time, clock, log });
  const keeper = createGrantKeeper({
    book,
    questions,
    link: { isUp: isListening, silentSinceMs: () => hub.link.view().sinceMs },
    clock,
    log,
    hubNowMs,
    cut: (shared) => {
      for (const { claimId } of shared.claims) handles.cutClaim(claimId);
    },
  });
  const acks = createAcks(clock, log, async (items) => {
    await session.call("ackViewings", { body: { acks: items } });
  });
  const viewings = createViewings({
    book,
    keeper,
    acks,
    clock,
    hubNowMs,
    purposeOf: (display) => wall.displays().find((some) => some.display === display)?.purpose ?? null,
    whyNot: (windowId) => whyNot() ?? (canShow(windows.find(windowId)) ? null : "window-closed"),
    cutClaim: handles.cutClaim,
  });
  return { viewings, keeper, questions };
}
