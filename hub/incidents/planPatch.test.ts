import { expect, test } from "vitest";
import type { Incident, IncidentPatch } from "../../contract/incidents.ts";
import type { KeptIncident } from "./keptIncident.ts";
import { planCreate, planPatch } from "./planPatch.ts";

const ANALYST = { name: "analyst", label: "A. Reyes", roles: ["analyst"] } as const;
const SUPERVISOR = { name: "supervisor", label: "S. Ito", roles: ["supervisor"] } as const;
const OTHER = { name: "other", label: "O. Kent", roles: ["supervisor"] } as const;
const AUDITOR = { name: "auditor", label: "L. Moss", roles: ["auditor"] } as const;
const NOW_MS = 1_000_000;
const PLACE = { lat: 41.05, lng: -68.42, accuracyM: 5 };
const CALL: Incident = {
  ...{ id: "26-1", revision: 7, kind: "fire", title: "Fire", priority: 2, source: "cad", verified: true },
  ...{ openedBy: "Dispatch", place: "Mill St", position: PLACE, units: [], openedAtMs: 1, notes: [] },
};
const BY_HAND: Incident = { ...CALL, source: "manual", verified: false, statedBy: "analyst" };
const CLOSED: Incident = { ...CALL, closedAtMs: NOW_MS - 1, closedBy: "S. Ito", closeReason: "resolved" };
const keep = (incident: Incident): KeptIncident => ({ incident, factsRevision: 5 });

type By = Parameters<typeof planPatch>[2];
const run = (incident: Incident, patch: IncidentPatch, by: By) =>
  planPatch(keep(incident), { revision: 7, ...patch }, by, NOW_MS).next?.incident;

const REFUSED: readonly (readonly [name: string, incident: Incident, patch: IncidentPatch, by: By, code: string])[] = [
  ["an analyst verifies", BY_HAND, { verify: true }, ANALYST, "RIGHT_MISSING"],
  ["who stated it verifies", { ...BY_HAND, statedBy: "supervisor" }, { verify: true }, SUPERVISOR, "RIGHT_MISSING"],
  ["who moves it verifies in one go", BY_HAND, { edit: { priority: 1 }, verify: true }, SUPERVISOR, "RIGHT_MISSING"],
  ["what is verified is verified", CALL, { verify: true }, SUPERVISOR, "CONFLICT"],
  ["an analyst closes", CALL, { close: "resolved" }, ANALYST, "RIGHT_MISSING"],
  ["what is closed is closed", CLOSED, { close: "resolved" }, SUPERVISOR, "CONFLICT"],
  ["what is closed is edited", CLOSED, { edit: { title: "Smoke" } }, ANALYST, "CONFLICT"],
  ["what is open is reopened", CALL, { reopen: true }, SUPERVISOR, "CONFLICT"],
  ["an auditor notes", CALL, { note: "seen" }, AUDITOR, "RIGHT_MISSING"],
  ["nothing is said", CALL, {}, ANALYST, "REQUEST_MALFORMED"],
  ["an empty note is all", CALL, { note: "" }, ANALYST, "REQUEST_MALFORMED"],
  ["others changed it since", CALL, { revision: 4, edit: { title: "Smoke" } }, ANALYST, "CONFLICT"],
  ["it was made from what never was", CALL, { revision: 9, edit: { title: "Smoke" } }, ANALYST, "CONFLICT"],
];

test.each(REFUSED)("refuses when %s", (_name, incident, patch, by, code) => {
  expect(() => run(incident, patch, by)).toThrow(expect.objectContaining({ code }));
});

test("what is opened by hand is not verified, and says who stated it", () => {
  const wish = { kind: "fire", title: "Fire", priority: 1, place: "Mill St", note: "smoke" } as const;
  const { next } = planCreate(undefined, "M-1", wish, ANALYST, NOW_MS);
  expect(next?.incident).toMatchObject({ verified: false, statedBy: "analyst", positionProblem: "missing" });
  expect(next?.incident.notes).toEqual([{ atMs: NOW_MS, by: "A. Reyes", text: "smoke" }]);
});

test("another supervisor verifies what was stated by hand", () => {
  expect(run(BY_HAND, { verify: true }, OTHER)).toMatchObject({ verified: true, verifiedBy: "O. Kent" });
});

const MOVE = (lat: number) => ({ edit: { position: { ...PLACE, lat } }, revision: 7 });

test("who opened it never verifies it, whoever corrects it after", () => {
  const wish = { kind: "robbery-alarm", title: "Alarm", priority: 1, place: "Mill St" } as const;
  const opened = planCreate(undefined, "M-1", wish, SUPERVISOR, NOW_MS).next;
  const kept = opened === undefined ? undefined : { ...opened, incident: { ...opened.incident, revision: 7 } };
  const moved = planPatch(kept, MOVE(41.06), ANALYST, NOW_MS).next;
  const verify = (by: By) => planPatch(moved, { verify: true, revision: 7 }, by, NOW_MS).next;
  expect(() => verify(SUPERVISOR)).toThrow(expect.objectContaining({ code: "RIGHT_MISSING" }));
  expect(verify(OTHER)).toMatchObject({ incident: { verified: true }, authors: [] });
  const again = planPatch(verify(OTHER), MOVE(41.07), ANALYST, NOW_MS).next;
  expect(planPatch(again, { verify: true, revision: 7 }, SUPERVISOR, NOW_MS).next?.incident.verified).toBe(true);
});

test("no more people state an incident than are remembered, and one of them still may", () => {
  const authors = Array.from({ length: 64 }, (_, n) => `person-${n}`);
  const kept = { ...keep(BY_HAND), authors };
  expect(() => planPatch(kept, MOVE(41.06), ANALYST, NOW_MS)).toThrow(expect.objectContaining({ code: "CONFLICT" }));
  const known = { ...ANALYST, name: "person-1" };
  expect(planPatch(kept, MOVE(41.06), known, NOW_MS).next?.authors).toEqual(authors);
});

test.each<[string, IncidentPatch["edit"], boolean]>([
  ["another kind", { kind: "assault" }, false],
  ["another place", { position: { ...PLACE, lat: 41.06 } }, false],
  ["more urgency", { priority: 1 }, false],
  ["less urgency", { priority: 4 }, true],
  ["other words", { title: "Smoke", place: "4th Ave" }, true],
  ["what it was", { kind: "fire", position: PLACE, priority: 2 }, true],
])("%s by hand decides whether it stays verified", (_name, edit, isVerified) => {
  expect(run(CALL, edit === undefined ? {} : { edit }, ANALYST)?.verified).toBe(isVerified);
});

test("a note is taken from any revision, an edit from one at which the facts were these", () => {
  expect(run(CALL, { revision: 1, note: "late" }, ANALYST)?.notes).toHaveLength(1);
  expect(run(CALL, { revision: 5, edit: { title: "Smoke" } }, ANALYST)?.title).toBe("Smoke");
});

test("what is reopened by hand is doubted until another supervisor verifies it", () => {
  const open = run(CLOSED, { reopen: true }, SUPERVISOR);
  expect(open).toMatchObject({ verified: false, statedBy: "supervisor" });
  expect(open?.closedAtMs).toBeUndefined();
  expect(open?.closeReason).toBeUndefined();
});
