import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadSite, type Site } from "./loadSite.ts";
import type { SiteCamera } from "./siteFiles.ts";

const TRAINING_SITE = join(import.meta.dirname, "../../assets/site");
const FACTS = {
  id: "test-town",
  name: "Test Town",
  agency: { id: "test-agency", name: "Test Agency" },
  timeZone: "Europe/Berlin",
  synthetic: true,
  centre: { lat: 1, lng: 2, accuracyM: 3 },
  trainingPassword: true,
};
const OWNER = { id: "shop", kind: "business", label: "The Shop" };

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "site-"));
  for (const name of ["cameras", "terms", "incidents", "operators"]) write(`${name}.json`, []);
  write("site.json", FACTS);
  write("owners.json", [OWNER]);
  write("city.geojson", { type: "FeatureCollection", features: [] });
});
afterEach(() => rmSync(dir, { recursive: true }));

function write(file: string, content: unknown): void {
  writeFileSync(join(dir, file), typeof content === "string" ? content : JSON.stringify(content));
}

function makeCamera(number: string, changes: object = {}): object {
  return {
    id: `cam-${number}`,
    number,
    name: `Camera ${number}`,
    ownerId: "shop",
    position: { lat: 1, lng: 2, accuracyM: 5 },
    place: { street: "Main St", area: "Middle" },
    tags: [],
    can: { live: true, recorded: true, ptz: false, audio: false },
    ...changes,
  };
}

test("a folder that is not there, or without site.json, is a SITE_UNUSABLE fault that names the file", () => {
  rmSync(join(dir, "site.json"));
  expect(() => loadSite(dir)).toThrow(/site\.json: is missing/);
  expect(() => loadSite(join(dir, "nowhere"))).toThrow(expect.objectContaining({ code: "SITE_UNUSABLE" }));
});

test("a site.json with a wrong field is a fault that names the field", () => {
  write("site.json", { ...FACTS, centre: { lat: 91, lng: 2, accuracyM: 3 } });
  expect(() => loadSite(dir)).toThrow(/centre\.lat/);
});

test("a camera with a wrong latitude is reported by its path and stays, without a place on the map", () => {
  write("cameras.json", [makeCamera("1"), makeCamera("2", { position: { lat: 95, lng: 2, accuracyM: 5 } })]);
  const { site, problems } = loadSite(dir);
  expect(site.cameras.map(({ number, position }) => [number, position?.lat])).toEqual([
    ["1", 1],
    ["2", undefined],
  ]);
  expect(problems).toMatchObject([{ file: "cameras.json", path: "cameras[1].position.lat" }]);
});

test.each([
  ["nothing", undefined],
  ["null", null],
  ["what NaN becomes in JSON", { lat: null, lng: null, accuracyM: 5 }],
  ["text", { lat: "41.05", lng: "-68.42", accuracyM: 5 }],
])("a camera whose position is %s can still be called by its number", (_what, position) => {
  write("cameras.json", [makeCamera("1", { position })]);
  expect(loadSite(dir).site.cameras).toMatchObject([{ number: "1" }]);
});

test("a wrong position saves nothing of a camera that is wrong elsewhere too", () => {
  write("cameras.json", [makeCamera("1", { position: null, number: "one" })]);
  expect(loadSite(dir).site.cameras).toEqual([]);
});

test("an unknown field is refused, not dropped in silence", () => {
  write("cameras.json", [makeCamera("1", { url: "rtsp://example.test" })]);
  const { site, problems } = loadSite(dir);
  expect(site.cameras).toEqual([]);
  expect(problems[0]?.message).toContain("url");
});

test("a file that is not JSON is one problem, and the other files load", () => {
  write("owners.json", [OWNER]);
  write("cameras.json", [makeCamera("1")]);
  write("incidents.json", "[{");
  const { site, problems } = loadSite(dir);
  expect(site.cameras).toHaveLength(1);
  expect(problems).toEqual([{ file: "incidents.json", path: "", message: expect.stringContaining("not JSON") }]);
});

test("a missing list and a list that is an object are one problem each", () => {
  rmSync(join(dir, "operators.json"));
  write("terms.json", { a: 1 });
  expect(loadSite(dir).problems.map(({ file, message }) => [file, message])).toEqual([
    ["terms.json", "is not a list"],
    ["operators.json", "is missing"],
  ]);
});

test("of two cameras with one id or one number the first stays", () => {
  write("cameras.json", [makeCamera("1"), makeCamera("2", { id: "cam-1" }), makeCamera("1", { id: "cam-3" })]);
  const { site, problems } = loadSite(dir);
  expect(site.cameras.map((camera) => camera.id)).toEqual(["cam-1"]);
  expect(problems.map((problem) => problem.path)).toEqual(["cameras[1].id", "cameras[2].number"]);
});

test("a camera of an unknown owner is left out; one of an unknown scene stays without a picture", () => {
  const stream = { scene: "nothing", offsetMs: 0, behaviour: "steady" };
  write("cameras.json", [makeCamera("1", { ownerId: "nobody" }), makeCamera("2", { stream })]);
  const { site, problems } = loadSite(dir);
  expect(site.cameras.map((camera) => [camera.number, camera.stream])).toEqual([["2", undefined]]);
  expect(problems.map((problem) => problem.path)).toEqual(["cameras[0].ownerId", "cameras[1].stream.scene"]);
});

test("private terms with public-space-monitoring, and terms of no camera, are left out", () => {
  const terms = {
    cameraId: "cam-1",
    legalBasis: "owner-permission",
    tier: "standing",
    purposes: ["public-space-monitoring"],
    supervisorFirst: false,
    validForDays: 10,
    obligations: {
      watermark: true,
      noAudio: true,
      noExport: true,
      noSnapshot: true,
      maxHeightPx: 720,
      maxViewingMs: 60_000,
      notifyOwner: true,
      masks: [],
    },
    words: "Whenever you like.",
  };
  write("cameras.json", [makeCamera("1")]);
  write("terms.json", [terms, { ...terms, cameraId: "cam-9" }]);
  const { site, problems } = loadSite(dir);
  expect(site.terms).toEqual([]);
  expect(problems.map((problem) => problem.path)).toEqual(["terms[0].purposes", "terms[1].cameraId"]);
});

test("names stay inert text: markup is kept as it is, bidirectional marks go, a megabyte is refused", () => {
  const names = ["<img src=x onerror=alert(1)>", "Gate \u202Egpj.exe", "x".repeat(1_000_000)];
  write(
    "cameras.json",
    names.map((name, index) => makeCamera(String(index + 1), { name })),
  );
  const { site, problems } = loadSite(dir);
  expect(site.cameras.map((camera) => camera.name)).toEqual(["<img src=x onerror=alert(1)>", "Gate gpj.exe"]);
  expect(problems.map((problem) => problem.path)).toEqual(["cameras[2].name"]);
});

test("the training site has no problems, 64 cameras with a picture and over 220 on the map only", () => {
  const { site, problems } = loadSite(TRAINING_SITE);
  expect(problems).toEqual([]);
  const streamed = site.cameras.filter((camera) => camera.stream !== undefined);
  const kindOf = new Map(site.owners.map((owner) => [owner.id, owner.kind]));
  const count = (kind: string) => streamed.filter((camera) => kindOf.get(camera.ownerId) === kind).length;
  expect([count("city"), count("business"), count("resident")]).toEqual([24, 28, 12]);
  expect(site.cameras.length - streamed.length).toBeGreaterThanOrEqual(220);
  expect(site.incidents).toHaveLength(5);
});

test("the training site has seventeen cameras within 300 m of its first incident, in four groups", () => {
  const { site } = loadSite(TRAINING_SITE);
  const groups = new Map<string, string[]>();
  for (const camera of site.cameras.filter((each) => farthestM(site, each) <= 300)) {
    const group = foretell(site, camera);
    groups.set(group, [...(groups.get(group) ?? []), camera.number].sort());
  }
  expect(Object.fromEntries(groups)).toEqual({
    allowed: "204 205 206 211 212 219 231 233 240 241 260 271 272".split(" "),
    asks: ["322", "326"],
    refused: ["318"],
    offline: ["107"],
  });
});

/** Haversine distance with both uncertainties against access, metres. */
function farthestM(site: Site, camera: SiteCamera): number {
  const from = site.incidents.find((incident) => incident.id === "26-118422")?.position;
  const to = camera.position;
  if (from === undefined || to === undefined) return Number.POSITIVE_INFINITY;
  const rad = Math.PI / 180;
  const h =
    Math.sin(((to.lat - from.lat) * rad) / 2) ** 2 +
    Math.cos(from.lat * rad) * Math.cos(to.lat * rad) * Math.sin(((to.lng - from.lng) * rad) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h)) + from.accuracyM + to.accuracyM;
}

function foretell(site: Site, camera: SiteCamera): string {
  const terms = site.terms.find((entry) => entry.cameraId === camera.id);
  if (camera.stream === undefined || terms === undefined) return "registry";
  if (camera.stream.behaviour !== "steady") return camera.stream.behaviour;
  if (terms.tier === "on-request") return "asks";
  if (!terms.purposes.includes("emergency-response")) return "refused";
  const { emergency } = terms;
  return emergency === undefined || emergency.radiusM >= farthestM(site, camera) ? "allowed" : "refused";
}
