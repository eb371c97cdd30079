import { beforeEach, expect, test } from "vitest";
import type { Me } from "../../contract/operators.ts";
import type { RevokeCause } from "../../contract/reasons.ts";
import type { HubSession } from "./hub/hubSession.ts";
import { createSession, type Session } from "./session.ts";

const ME: Me = {
  ...{ operatorId: "analyst", name: "analyst", label: "A. Reyes", roles: ["analyst"], rights: ["view-live"] },
  agency: { id: "agency", name: "Agency" },
};

let held: Me | null;
let ends: RevokeCause[];
/** What happens while the desk makes itself ready. */
let meanwhile: () => void;
let session: Session;

beforeEach(() => {
  held = null;
  ends = [];
  meanwhile = () => {};
  const signIn = async () => {
    held = ME;
    return ME;
  };
  const hub: Pick<HubSession, "me" | "signIn" | "signInAlone" | "signInAgain" | "signOut"> = {
    me: () => held,
    signIn: async () => ({ me: await signIn(), endFormer: async () => {} }),
    signInAlone: async () => {
      held = { ...ME, operatorId: "station:1", name: "station:1", roles: [], responsibleLabel: "R. Park" };
      return held;
    },
    signInAgain: async () => ({ me: await signIn(), endFormer: async () => {} }),
    signOut: async () => {},
  };
  session = createSession({
    hub,
    prepare: async () => meanwhile(),
    resume: async () => meanwhile(),
    end: (cause) => ends.push(cause),
    review: () => {},
  });
});

function loseSignIn(): void {
  held = null;
  session.lost();
}

test("a sign-in that the hub ends while it is made ready is none", async () => {
  meanwhile = loseSignIn;
  await expect(session.signIn("analyst", "training")).rejects.toMatchObject({ code: "SIGN_IN_REQUIRED" });
  expect([session.state(), ends]).toEqual([{ state: "signedOut" }, ["session-revoked"]]);
});

test("a station whose sign-in the hub ends while it is unlocked stays signed out", async () => {
  await session.signIn("analyst", "training");
  session.lock();
  meanwhile = loseSignIn;
  await expect(session.unlock("training")).rejects.toMatchObject({ code: "SIGN_IN_REQUIRED" });
  expect(session.state().state).toBe("signedOut");
});

test("only one sign-in is under way at a time", async () => {
  const first = session.signIn("analyst", "training");
  await expect(session.signIn("analyst", "training")).rejects.toMatchObject({ code: "CONFLICT" });
  await first;
  expect(session.state()).toEqual({ state: "signedIn", me: ME });
});
