import type { FootageAnswer, FootageOmission, FootageStage, SpanFault } from "../../contract/footage.ts";

/** The words of requests for recordings; a part of the catalogue of text.ts. */
export const footageWords = {
  title: "Recordings from owners",
  none: "Nobody has been asked for recordings.",
  words:
    "For owners who keep recordings themselves. A supervisor reads the request first, then owners find it on their page.",
  ask: "Ask owners for recordings",
  send: "Send to a supervisor",
  sent: "Sent to a supervisor. Owners are asked after their yes.",
  withdraw: "Withdraw",
  approve: "Approve and ask owners",
  decline: "Decline",
  queueTitle: "Requests for recordings",
  queueNone: "No request for recordings waits for an answer.",
  area: "Area",
  circle: "Round the incident",
  chosen: "Chosen cameras",
  noPlace: "The incident has no place on the map. Choose cameras.",
  radius: "Radius",
  numbers: "Camera numbers",
  numbersHint: "Apart by spaces, for example R12 R40 260",
  unknownNumbers: (numbers: readonly string[]) => `There is no camera ${numbers.join(", ")}.`,
  from: "From",
  to: "To",
  spanHint: "At most two hours, on this machine's clock.",
  why: "Reason",
  whyHint: "Owners and the supervisor read these words as they are.",
  whyPlaceholder: "What is looked for",
  whoTitle: "Who would be asked",
  whoAsked: (owners: number, cameras: number) =>
    `${owners} ${owners === 1 ? "owner" : "owners"}, about ${cameras} ${cameras === 1 ? "camera" : "cameras"}.`,
  whoNobody: "Nobody.",
  whoLooking: "Looking up.",
  handOver: "A yes hands nothing over. Contact the owner about handing the recording over.",
  askedBy: (who: string, clock: string) => `Asked by ${who}, ${clock}`,
  until: (clock: string) => `until ${clock}`,
  span: (from: string, to: string) => `${from} to ${to}`,
  within: (distance: string) => `within ${distance} of the incident`,
  ofChosen: (count: number) => `${count} chosen ${count === 1 ? "camera" : "cameras"}`,
  count: (yes: number, asked: number) => `${yes} of ${asked} said yes`,
  toAsk: (count: number) => `${count} ${count === 1 ? "camera" : "cameras"} to ask about`,
  ownRequest: "Your own request: another supervisor answers it.",
  part: (from: string, to: string) => `from ${from} to ${to}`,

  stages: {
    supervisor: "waits for a supervisor",
    owners: "owners asked",
    declined: "declined by a supervisor",
    withdrawn: "withdrawn",
    over: "time over",
  } satisfies Record<FootageStage, string>,

  /** Silence, ignore and no are one word: nobody is singled out. */
  answers: {
    "to-ask": "to be asked",
    "no-answer": "no answer yet",
    yes: "has a recording",
    "taken-back": "no longer offered",
    ended: "no answer",
    "not-asked": "not asked",
  } satisfies Record<FootageAnswer, string>,

  omissions: {
    "city-camera": "the city's own camera",
    "no-owner-page": "the owner has no page here; ask another way",
    "asked-before": "asked before for this incident and time",
    "asked-often": "the owner was asked often enough today",
  } satisfies Record<FootageOmission, string>,

  spanFaults: {
    "too-long": "At most two hours can be asked for.",
    "too-short": "The end must be at least a minute after the start.",
    "not-past": "The end must be in the past.",
    "before-incident": "The start may be at most a day before the incident.",
  } satisfies Record<SpanFault, string>,
  noTimes: "Give a start and an end.",
};
