import { expect, test } from "vitest";
import type { TileState } from "../../contract/tileStates.ts";
import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import { decideRecordedState, LINGER_MS, type RecordedFacts } from "./decideRecordedState.ts";
import { permitted } from "./testKit.ts";

const SHOWING: RecordedFacts = { recording: "some", isShowing: true, owedMs: 0, reason: null };
const PERMIT = permitted();

const rows: readonly [string, ViewingStatus | null, Partial<RecordedFacts>, TileState, boolean][] = [
  ["nothing is known without a claim", null, {}, "connecting", true],
  ["the desk asks", { state: "asking" }, {}, "connecting", true],
  ["a refusal covers", { state: "refused", reasons: ["CONSENT_NONE"] }, {}, "refused", true],
  ["a withdrawal covers", { state: "revoked", cause: "owner-withdrew", atMs: 1 }, {}, "revoked", true],
  ["an end covers", { state: "ended", cause: "time-over", atMs: 1 }, {}, "ended", true],
  ["a silent hub covers", { state: "silent", sinceMs: 1 }, {}, "silent", true],
  ["an owner who is asked keeps it covered", { state: "pending", stage: "owner", isAsked: true }, {}, "pending", true],
  ["the frame of the moment is shown", PERMIT, {}, "recorded", false],
  ["where nothing was recorded no neighbour is shown", PERMIT, { recording: "none" }, "no-data", true],
  ["what the terms do not reach is refused", PERMIT, { recording: "forbidden" }, "refused", true],
  ["what cannot be shown here says so", PERMIT, { recording: "unplayable" }, "unplayable", true],
  ["where nobody has looked nothing is shown", PERMIT, { recording: "unknown" }, "connecting", true],
  ["before the first frame it connects", PERMIT, { isShowing: false }, "connecting", true],
  ["the frame of before lingers for a moment", PERMIT, { owedMs: LINGER_MS }, "recorded", false],
  ["and no longer", PERMIT, { owedMs: LINGER_MS + 1 }, "connecting", true],
];
test.each(rows)("%s", (_name, viewing, facts, state, isBlank) => {
  expect(decideRecordedState(viewing, { ...SHOWING, ...facts })).toEqual({ state, isBlank });
});
