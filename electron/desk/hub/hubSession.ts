import { Fault } from "../../../contract/faults.ts";
import type { HubAnswer, HubRouteName } from "../../../contract/hubRoutes.ts";
import type { Me, SessionTokens } from "../../../contract/operators.ts";
import type { DeskClock, Log } from "../ports.ts";
import type { Enrolment } from "./enrolment.ts";
import type { CallInput, HubCaller } from "./hubCaller.ts";

/** Holds the tokens of one sign-in, in memory only, and calls the hub with them. */
export interface HubSession {
  me(): Me | null;
  stationId(): string | null;
  /** A sign-in so far lives on until `endFormer`. */
  signIn(operator: string, password: string): Promise<{ me: Me; endFormer(): Promise<void> }>;
  /** The station by itself, by its key. Throws `STATION_NOT_ALLOWED` where no administrator has allowed it. */
  signInAlone(): Promise<Me>;
  /** The same operator proves the password. The sign-in so far lives on until `endFormer`, so that nothing is missed. */
  signInAgain(password: string): Promise<{ me: Me; endFormer(): Promise<void> }>;
  /** Forgets the tokens at once; the hub is told as well as it can be. */
  signOut(): Promise<void>;
  /** The hub has ended the sign-in by itself. */
  forget(): void;
  /** A call with the access token; a stale one is refreshed once and the call repeated. */
  call<N extends HubRouteName>(name: N, input?: Omit<CallInput<N>, "token">): Promise<HubAnswer<N>>;
  /** Headers for the event stream. */
  authorize(method: string, path: string): Promise<Record<string, string>>;
  /** To be called often: refreshes tokens ahead of their end. */
  keepFresh(): void;
  /** After the hub refused the access token. */
  refresh(): Promise<void>;
}

interface Parts {
  caller: HubCaller;
  enrolment: Enrolment;
  clock: DeskClock;
  log: Log;
  /** The hub has ended the sign-in. */
  onLost(): void;
}

interface Held extends SessionTokens {
  stationId: string;
  refreshAtMs: number;
}

/** Part of a token's life after which it is replaced. Our choice: leaves time for several tries. */
const REFRESH_AT = 0.6;
const RETRY_MS = 2_000;

export function createHubSession({ caller, enrolment, clock, log, onLost }: Parts): HubSession {
  let held: Held | null = null;
  let refreshing: Promise<void> | null = null;

  function hold(tokens: SessionTokens, stationId: string): Me {
    held = { ...tokens, stationId, refreshAtMs: clock.nowMs() + tokens.accessEndsInMs * REFRESH_AT };
    return tokens.me;
  }

  async function renew(before: Held): Promise<void> {
    try {
      const { refreshToken, stationId } = before;
      const tokens = await caller.call("refresh", { body: { refreshToken, stationId } });
      if (held === before) hold(tokens, stationId);
    } catch (error) {
      if (held !== before) return;
      if (error instanceof Fault && error.retryable) {
        held = { ...before, refreshAtMs: clock.nowMs() + RETRY_MS };
        throw error;
      }
      log.warn("session.lost", { code: error instanceof Fault ? error.code : "INTERNAL" });
      held = null;
      onLost();
      throw new Fault("SIGN_IN_REQUIRED", "", { cause: error });
    }
  }

  function refresh(): Promise<void> {
    if (held === null) return Promise.reject(new Fault("SIGN_IN_REQUIRED"));
    refreshing ??= renew(held).finally(() => {
      refreshing = null;
    });
    return refreshing;
  }

  function token(): string {
    if (held === null) throw new Fault("SIGN_IN_REQUIRED");
    return held.accessToken;
  }

  async function signInAt(stationId: string, operator: string, password: string): Promise<Me> {
    return hold(await caller.call("signIn", { body: { kind: "password", operator, password, stationId } }), stationId);
  }

  async function signInAloneAt(stationId: string): Promise<Me> {
    return hold(await caller.call("signIn", { body: { kind: "station", stationId } }), stationId);
  }

  /** A hub that does not know the station is enrolled with once, if a code is at hand. */
  async function withStation(signInThere: (stationId: string) => Promise<Me>): Promise<Me> {
    const stationId = await enrolment.stationId();
    try {
      return await signInThere(stationId);
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== "STATION_UNKNOWN") throw error;
      return signInThere(await enrolment.enrolAgain());
    }
  }

  async function endAtHub({ accessToken }: Held): Promise<void> {
    await caller.call("signOut", { token: accessToken }).catch((error: unknown) => {
      log.warn("session.signOutUnheard", { reason: String(error) });
    });
  }

  return {
    me: () => held?.me ?? null,
    stationId: () => held?.stationId ?? null,
    async signIn(operator, password) {
      const last = held;
      const me = await withStation((stationId) => signInAt(stationId, operator, password));
      return { me, endFormer: async () => (last === null ? undefined : endAtHub(last)) };
    },
    signInAlone: () => withStation(signInAloneAt),
    async signInAgain(password) {
      const last = held;
      if (last === null) throw new Fault("SIGN_IN_REQUIRED");
      const me = await signInAt(last.stationId, last.me.name, password);
      return { me, endFormer: () => endAtHub(last) };
    },
    async signOut() {
      const last = held;
      held = null;
      if (last !== null) await endAtHub(last);
    },
    forget() {
      held = null;
    },
    async call(name, input) {
      const used = token();
      try {
        return await caller.call(name, { ...input, token: used });
      } catch (error) {
        if (!(error instanceof Fault) || error.code !== "SIGN_IN_REQUIRED") throw error;
        if (held?.accessToken === used) await refresh();
        return caller.call(name, { ...input, token: token() });
      }
    },
    authorize: async (method, path) => caller.authorize(method, path, token()),
    keepFresh() {
      if (held === null || refreshing !== null || clock.nowMs() < held.refreshAtMs) return;
      refresh().catch(() => log.warn("session.refreshFailed"));
    },
    refresh,
  };
}
