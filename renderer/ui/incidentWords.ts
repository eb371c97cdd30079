import type { CloseReason, IncidentKind, IncidentSource, PositionProblem } from "../../contract/incidents.ts";
import type { TimelineKind } from "../../contract/incidentTimeline.ts";

/** The words about calls and cases; a part of the catalogue. */
export const incidentWords = {
  newIncident: "New incident",
  newIncidentHint: "It opens private cameras only after a supervisor other than you has verified it.",
  edit: "Edit",
  editTitle: (id: string) => `Edit ${id}`,
  editHint: "Another kind, urgency or place has to be verified again, by a supervisor other than you.",
  kind: "Kind",
  title: "What happened",
  priority: "Priority",
  place: "Place",
  position: "Position (latitude, longitude)",
  positionHint: "41.05000, -68.42000. Without one, no owner's terms for emergencies open.",
  positionWrong: "Latitude and longitude in degrees, with a comma between them.",
  save: "Save",
  open: "Open incident",
  verify: "Verify",
  verifyTitle: (id: string) => `Verify ${id}?`,
  verifyWords: "Once it is verified, owners' terms for emergencies open their cameras near it.",
  noteTitle: (id: string) => `Note on ${id}`,
  ownStatement: "You stated it: another supervisor verifies it.",
  addNote: "Add note",
  reopen: "Reopen",
  closeReason: "Reason",
  askAll: (count: number) => `Ask all ${count}`,
  units: "On it",
  nobody: "nobody yet",
  verifiedBy: (by: string) => `yes, by ${by}`,
  fromSource: "yes, by its source",
  closedBy: "Closed by",
  unverified: "Not verified",
  noPlace: "No place is known, so no camera can be ranked. Edit it to give one.",
  seesPlace: "in view",
  unranked: "place unknown",
  sameForAll: (sentence: string) => `None of these opens: ${sentence}`,
  beyondBound: (count: number) => `${count} more are farther away and not listed.`,
  timeline: "Timeline",
  openedByHand: "Opened by hand",
  earlier: "Earlier",
  nothingDone: "Nothing yet.",
  filter: "Find in the list",
  all: "All",
  state: "State",
  stateOpen: "Open",
  stateClosed: "Closed",
  onlyUnverified: "Only those not verified",
  noneFits: "No incident fits.",
  newCall: (priority: number, words: string) => `New call, priority ${priority}: ${words}`,
  newCalls: (count: number, words: string) => `${count} new calls. The most urgent: ${words}`,
  commands: {
    openWall: "Open the incident's cameras on the wall",
    nearestFour: "Open the incident's nearest four cameras",
    create: "Open a new incident",
    edit: "Edit the incident",
    verify: "Verify the incident",
    note: "Write a note on the incident",
    close: "Close the incident",
    askAll: "Ask for all cameras near the incident that have to be asked for",
  },
};

export const kindNames: Record<IncidentKind, string> = {
  "shots-heard": "Shots heard",
  "robbery-alarm": "Robbery alarm",
  collision: "Collision",
  "missing-person": "Missing person",
  noise: "Noise",
  assault: "Assault",
  fire: "Fire",
  other: "Other",
};

export const sourceNames: Record<IncidentSource, string> = {
  cad: "Dispatch",
  panic: "Panic button",
  manual: "By hand",
};

export const closeReasonNames: Record<CloseReason, string> = {
  resolved: "Resolved",
  unfounded: "Unfounded",
  duplicate: "Duplicate of another",
  "handed-over": "Handed over",
  "opened-in-error": "Opened in error",
};

export const positionProblemWords: Record<PositionProblem, string> = {
  missing: "not given",
  "not-numbers": "sent, but not as numbers",
  zero: "sent as 0, 0",
  swapped: "sent with latitude and longitude swapped",
  "outside-city": "sent, but outside the city",
  "too-vague": "sent, but too vague to use",
};

/** What a timeline says; `count` cameras, or one by its number. */
export const timelineWords: Record<TimelineKind, (what: string) => string> = {
  opened: (what) => (what === "" ? "Call received" : what),
  updated: (what) => `Updated${what === "" ? "" : `: ${what}`}`,
  verified: () => "Verified",
  closed: (what) => `Closed${what === "" ? "" : `: ${what}`}`,
  reopened: () => "Reopened",
  "view-opened": (what) => `${what} opened`,
  "view-ended": (what) => `${what} ended`,
  "played-back": (what) => `${what} played back`,
  held: (what) => `${what}: recordings held`,
  "let-go": (what) => `${what}: recordings let go`,
  asked: (what) => `${what} asked for`,
  "supervisor-agreed": (what) => `${what}: supervisor agreed`,
  "supervisor-declined": (what) => `${what}: supervisor declined`,
  "owner-agreed": (what) => `${what}: owner agreed`,
  unanswered: (what) => `${what}: no answer in time`,
  "clip-pulled": (what) => `${what} pulled`,
  "clip-downloaded": (what) => `${what} downloaded`,
  "clip-deleted": (what) => `${what} deleted`,
};

export const changedNames: Readonly<Record<string, string>> = {
  kind: "kind",
  title: "words",
  priority: "priority",
  place: "place",
  position: "position",
  units: "units",
  notes: "notes",
  openedAtMs: "start",
  closedAtMs: "end",
};
