import type { SessionState } from "../../contract/deskApi.ts";
import { Fault } from "../../contract/faults.ts";
import type { RevokeCause } from "../../contract/reasons.ts";
import type { HubSession } from "./hub/hubSession.ts";
import { createNews, type News } from "./news.ts";

/** The operator at this station: signed out, signed in, or locked. */
export interface Session {
  readonly changed: News<SessionState>;
  state(): SessionState;
  /** Why no picture may run now; null when it may. */
  whyNot(): RevokeCause | null;
  /** Throws `SIGN_IN_REQUIRED` or `STATION_LOCKED` when nobody is at work. */
  demand(): void;
  /** At a station that runs by itself an operator takes over, and it is by itself again when they have signed out. */
  signIn(operator: string, password: string): Promise<SessionState>;
  /** The station signs in by itself. Throws what the hub said against it. */
  signInAlone(): Promise<SessionState>;
  /** Whether the station runs by itself at this moment. */
  isAlone(): boolean;
  /** Says on a dark display why it is dark. */
  explain(reason: string): void;
  signOut(): Promise<SessionState>;
  lock(): SessionState;
  /** The hub judges the password anew, so a locked account cannot be guessed at here. */
  unlock(password: string): Promise<SessionState>;
  /** The hub ended the sign-in. */
  lost(): void;
}

interface Parts {
  hub: Pick<HubSession, "me" | "signIn" | "signInAlone" | "signInAgain" | "signOut">;
  /** After sign-in, before windows are told: what they will ask for is made ready. */
  prepare(): Promise<void>;
  /** After unlocking: the control channel moves to the new sign-in. */
  resume(): Promise<void>;
  /** Before windows are told that it is over. */
  end(cause: RevokeCause): void;
  /** Locked or unlocked: claims are to be looked at again. */
  review(): void;
}

export function createSession({ hub, prepare, resume, end, review }: Parts): Session {
  const changed = createNews<SessionState>();
  let state: SessionState = { state: "signedOut" };
  let isBusy = false;

  function go(next: SessionState): SessionState {
    state = next;
    changed.tell(next);
    return next;
  }

  async function alone<T>(act: () => Promise<T>): Promise<T> {
    if (isBusy) throw new Fault("CONFLICT", "A sign-in is under way.");
    isBusy = true;
    try {
      return await act();
    } finally {
      isBusy = false;
    }
  }

  function isAlone(): boolean {
    return state.state === "signedIn" && state.me.responsibleLabel !== undefined;
  }

  /** What was made ready is of no use if the hub has ended the sign-in meanwhile. */
  function demandHeld(): void {
    if (hub.me() !== null) return;
    end("session-revoked");
    throw new Fault("SIGN_IN_REQUIRED");
  }

  return {
    changed,
    state: () => state,
    whyNot() {
      if (state.state === "signedIn") return null;
      return state.state === "locked" ? "station-locked" : "signed-out";
    },
    demand() {
      if (state.state === "locked") throw new Fault("STATION_LOCKED");
      if (state.state === "signedOut") throw new Fault("SIGN_IN_REQUIRED");
    },
    signIn: (operator, password) =>
      alone(async () => {
        if (state.state !== "signedOut" && !isAlone()) throw new Fault("CONFLICT", "Sign out first.");
        const { me, endFormer } = await hub.signIn(operator, password);
        if (state.state !== "signedOut") {
          end("signed-out");
          go({ state: "signedOut" });
        }
        void endFormer();
        await prepare();
        demandHeld();
        return go({ state: "signedIn", me });
      }),
    signInAlone: () =>
      alone(async () => {
        if (state.state !== "signedOut") throw new Fault("CONFLICT", "Somebody is signed in.");
        const me = await hub.signInAlone();
        await prepare();
        demandHeld();
        return go({ state: "signedIn", me });
      }),
    isAlone,
    explain(reason) {
      if (state.state === "signedOut" && state.reason !== reason) go({ state: "signedOut", reason });
    },
    async signOut() {
      end("signed-out");
      const next = go({ state: "signedOut" });
      await hub.signOut();
      return next;
    },
    lock() {
      // Nobody could unlock a station that runs by itself.
      if (state.state !== "signedIn" || isAlone()) return state;
      state = { state: "locked", me: state.me };
      review();
      return go(state);
    },
    unlock: (password) =>
      alone(async () => {
        if (state.state !== "locked") throw new Fault("CONFLICT", "The station is not locked.");
        const { me, endFormer } = await hub.signInAgain(password);
        await resume();
        void endFormer();
        demandHeld();
        state = { state: "signedIn", me };
        review();
        return go(state);
      }),
    lost() {
      if (state.state === "signedOut") return;
      end("session-revoked");
      go({ state: "signedOut", reason: "Your sign-in has ended." });
    },
  };
}
