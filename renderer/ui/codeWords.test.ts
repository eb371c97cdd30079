import { describe, expect, it } from "vitest";
import { PURPOSE_CODES } from "../../contract/consentRecord.ts";
import { HIDDEN_REASONS, REASON_CODES } from "../../contract/reasons.ts";
import { TILE_STATES } from "../../contract/tileStates.ts";
import { purposeNames, reasonSentences, stateWords } from "./codeWords.ts";

/** Not shown to operators: they say that nothing is wrong, or that the question was. */
const SILENT_REASONS = new Set(["OK", "REQ_MALFORMED", "CTX_TIME_RANGE_INVALID"]);

describe("words on screen", () => {
  it("has no sentence for a reason that must read like any other", () => {
    for (const reason of HIDDEN_REASONS) expect(reasonSentences[reason]).toBeUndefined();
  });

  it("has a sentence for every reason an operator may know", () => {
    const known = REASON_CODES.filter((reason) => !HIDDEN_REASONS.has(reason) && !SILENT_REASONS.has(reason));
    expect(known.filter((reason) => reasonSentences[reason] === undefined)).toEqual([]);
  });

  it("names every purpose, and every state of a tile but the empty one", () => {
    expect(PURPOSE_CODES.filter((code) => purposeNames[code] === undefined)).toEqual([]);
    expect(TILE_STATES.filter((state) => stateWords[state] === "")).toEqual(["empty"]);
  });
});
