import { locate, type Point } from "./cityPlan.ts";

/** The people and the calls of Harbor City at the start. None of them exists. */

export const SITE_FACTS = {
  id: "harbor-city",
  name: "Harbor City",
  agency: { id: "harbor-city-rtcc", name: "Harbor City Real-Time Crime Center" },
  timeZone: "America/New_York",
  synthetic: true,
  centre: { ...locate({ x: 0, y: 0 }), accuracyM: 10 },
  trainingPassword: true,
};

export const OPERATORS = [
  { name: "analyst", label: "A. Reyes", roles: ["analyst"] },
  { name: "supervisor", label: "M. Okafor", roles: ["analyst", "supervisor"] },
  { name: "trainer", label: "J. Lindqvist", roles: ["analyst", "trainer"] },
  { name: "auditor", label: "P. Achterberg", roles: ["auditor"] },
  { name: "administrator", label: "S. Hadley", roles: ["administrator"] },
];

const MINUTE_MS = 60_000;

function at(x: number, y: number, accuracyM: number) {
  const point: Point = { x, y };
  return { ...locate(point), accuracyM };
}

function note(agoMin: number, by: string, text: string) {
  return { agoMs: agoMin * MINUTE_MS, by, text };
}

export const INCIDENTS = [
  {
    id: "26-118422",
    kind: "shots-heard",
    title: "Shots heard",
    priority: 1,
    source: "cad",
    verified: true,
    openedBy: "Dispatch",
    place: "Mill St & 4th",
    position: at(0, 0, 5),
    openedAgoMs: 9 * MINUTE_MS,
    notes: [
      note(9, "Dispatch", "Two callers heard three or four shots near the crossing. Nobody seen hurt."),
      note(7, "Unit 12", "On the way from the garage, two minutes."),
      note(4, "Dispatch", "Third caller: two people ran north on 4th, one with a light jacket."),
    ],
  },
  {
    id: "26-118430",
    kind: "robbery-alarm",
    title: "Robbery alarm",
    priority: 1,
    source: "panic",
    verified: true,
    openedBy: "Harbor Deli",
    place: "Harbor Deli",
    position: at(-88, -22, 5),
    openedAgoMs: 3 * MINUTE_MS,
    notes: [note(3, "Harbor Deli", "Counter button pressed. No answer to the call back.")],
  },
  {
    id: "26-118417",
    kind: "collision",
    title: "Collision, injuries",
    priority: 2,
    source: "cad",
    verified: true,
    openedBy: "Dispatch",
    place: "9th bridge",
    position: at(550, 572, 15),
    openedAgoMs: 21 * MINUTE_MS,
    notes: [
      note(21, "Dispatch", "Van and bicycle, rider awake and talking."),
      note(15, "Unit 4", "Northbound lane closed. Ambulance on scene."),
    ],
  },
  {
    id: "26-118409",
    kind: "missing-person",
    title: "Missing child",
    priority: 2,
    source: "cad",
    verified: true,
    openedBy: "Dispatch",
    place: "Orchard Row",
    position: at(660, 182, 40),
    openedAgoMs: 48 * MINUTE_MS,
    notes: [
      note(48, "Dispatch", "Boy, 7, blue raincoat, left the square on foot towards the cinema."),
      note(30, "Unit 9", "Square and playground searched. Not there."),
    ],
  },
  {
    id: "26-118398",
    kind: "noise",
    title: "Noise",
    priority: 3,
    source: "manual",
    verified: false,
    openedBy: "A. Reyes",
    place: "Alder St",
    position: at(-600, 92, 30),
    openedAgoMs: 72 * MINUTE_MS,
    notes: [note(72, "A. Reyes", "Neighbour reports music from a yard, third time this week.")],
  },
];
