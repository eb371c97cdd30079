import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createImportPlanner } from "./planImport.ts";
import { readImport } from "./readImport.ts";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "glasshouse-import-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const HEADER = "number,name,owner,owner_kind,lat,lng,street";
const ROW = "Porch,Resident,resident,41.05,-68.42,Elm St";
const FRAME = { centre: { lat: 41.05, lng: -68.42, accuracyM: 10 }, siteName: "Harbor City", cityOwners: new Map() };

function read(content: string | Buffer) {
  const path = join(dir, "cameras");
  writeFileSync(path, content);
  const isTaken = (number: string) => number === "205";
  return readImport(path, createImportPlanner({ frame: FRAME, imported: new Map(), isTaken }));
}

const csv = (...lines: string[]) => [HEADER, ...lines].join("\r\n");
const point = (coordinates: unknown, properties: object = {}) => ({
  ...{ type: "Feature", geometry: { type: "Point", coordinates } },
  properties: {
    number: "R1",
    name: "Porch",
    owner: "Resident",
    owner_kind: "resident",
    street: "Elm St",
    ...properties,
  },
});
const geo = (features: unknown[], more: object = {}) =>
  JSON.stringify({ type: "FeatureCollection", ...more, features });

async function summarize(content: string | Buffer) {
  const { counts, problems, notes, format } = await read(content);
  const said = problems.map(({ line, field, problem }) => `${line} ${field} ${problem}`);
  return { counts, said, notes, format };
}
const one = { added: 1, changed: 0, same: 0, wrong: 0 };

test.each<[string, string | Buffer]>([
  ["plain", csv(`R1,${ROW}`)],
  ["with a byte order mark", `\ufeff${csv(`R1,${ROW}`)}`],
  ["with semicolons and decimal commas", `${HEADER}\nR1,${ROW}\n`.replaceAll(",", ";").replaceAll("1.0", "1,0")],
  ["with tabs and empty lines", `${HEADER}\n\n\nR1,${ROW}\n\n`.replaceAll(",", "\t")],
  ["with quotes and line breaks in them", csv('R1,"A ""porch"",\nback",Resident,resident,41.05,-68.42,Elm St')],
  [
    "with other names for the columns",
    csv(`R1,${ROW}`).replace("lat,lng", "Latitude,LON").replace("owner_kind", "Owner Kind"),
  ],
  ["as GeoJSON", geo([point([-68.42, 41.05])])],
  ["as GeoJSON with heights", geo([point([-68.42, 41.05, 12.5])])],
  [
    "as GeoJSON that names WGS 84 the old way",
    geo([point([-68.42, 41.05])], { crs: { name: "urn:ogc:def:crs:OGC:1.3:CRS84" } }),
  ],
  [
    "as GeoJSON over many lines, type last",
    JSON.stringify({ features: [point([-68.42, 41.05])], type: "FeatureCollection" }, null, 2),
  ],
])("one camera is read: %s", async (_, content) => {
  expect(await summarize(content)).toMatchObject({ counts: one, said: [] });
});

test.each<[string, string | Buffer, string[]]>([
  ["twice the same number", csv(`R1,${ROW}`, `R2,${ROW}`, `R1,${ROW}`), ["4 number repeated"]],
  ["a number of the site", csv(`205,${ROW}`), ["2 number taken"]],
  ["a quote in the middle", csv(`R1,${ROW}`, `R2,"Por"ch,x`, `R3,${ROW}`), ["3  quote"]],
  ["a quote never closed", csv(`R1,${ROW}`, `R2,"Porch,x`, `R3,${ROW}`), ["3  quote"]],
  ["a field too many", csv(`R1,${ROW},x`, `R2,${ROW}`), ["2  fields"]],
  ["a line without end", csv(`R1,${ROW}`, `R2,${"x".repeat(20_000)}`), ["3  line-too-long"]],
  [
    "lines counted through quotes",
    csv(`R1,"a\nb\nc",Resident,resident,41.05,-68.42,Elm St`, `R1,${ROW}`),
    ["5 number repeated"],
  ],
  [
    "a line of a shape",
    geo([{ ...point(0), geometry: { type: "LineString", coordinates: [[1, 2]] } }]),
    ["1 geometry not-a-point"],
  ],
  ["a feature without a place", geo([{ ...point(0), geometry: null }]), ["1 geometry not-a-point"]],
  ["coordinates that are words", geo([point(["a", {}])]), ["1 lat not-a-number", "1 lng not-a-number"]],
  ["coordinates swapped", geo([point([41.05, -68.42])]), ["1 lat swapped"]],
  [
    "a list where a name belongs, and no features between",
    geo([7, point([-68.42, 41.05], { number: [] })]),
    ["1 number not-a-camera-number"],
  ],
  [
    "keys of a prototype",
    geo([point([-68.42, 41.05], JSON.parse('{"__proto__":{"number":"R9"},"constructor":"x","number":""}'))]),
    ["1 number missing"],
  ],
])("%s is said of its line", async (_, content, said) => {
  expect((await summarize(content)).said).toEqual(said);
});

test("features are told by the line they begin on", async () => {
  const lines = JSON.stringify(
    { type: "FeatureCollection", features: [point([-68.42, 41.05]), point([0, 0], { number: "R2" })] },
    null,
    1,
  );
  const { said } = await summarize(lines);
  expect(said).toEqual([
    `${lines.slice(0, lines.lastIndexOf('"type": "Feature"')).split("\n").length - 1} lat zero-zero`,
  ]);
});

test("Latin-1 is read as such, and said", async () => {
  const latin1 = Buffer.from(csv(`R1,${ROW}`).replace("Porch", "Café Zoë"), "latin1");
  const { cameras, notes } = await read(latin1);
  expect(cameras[0]?.name).toBe("Café Zoë");
  expect(notes).toEqual(["read-as-latin-1"]);
  const broken = Buffer.from(csv(`R1,"Café "Zoë"",x`), "latin1");
  expect((await summarize(broken)).said).toEqual(["2  quote"]);
});

test("columns nobody knows are named", async () => {
  const { unread } = await read(csv(`R1,${ROW}`).replaceAll(/$/gm, ",x").replace("street,x", "street,<b>__proto__"));
  expect(unread).toEqual(["<b>__proto__"]);
});

test.each<[string, string | Buffer, RegExp]>([
  ["nothing", "", /empty/],
  ["only spaces", " \n\n ", /empty/],
  ["a header alone", HEADER, /no camera/],
  ["no header", `R1,${ROW}\n`, /lacks the columns number, name/],
  ["a column twice", csv(`R1,${ROW},1`).replace("street", "street,latitude"), /Two columns say lat/],
  ["a zip file", Buffer.from("PK\u0003\u0004 whatever"), /zip file or a workbook/],
  ["UTF-16", Buffer.from(`\ufeff${csv(`R1,${ROW}`)}`, "utf16le"), /UTF-16/],
  ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), /not a text file/],
  [
    "GeoJSON cut short",
    geo([point([-68.42, 41.05]), point([-68.42, 41.05], { number: "R2" })]).slice(0, -40),
    /cut short/,
  ],
  ["JSON of another kind", JSON.stringify({ type: "Topology" }), /not a GeoJSON collection/],
  ["a list", "[1]", /not a GeoJSON collection/],
  [
    "metres of another system",
    geo([point([-68.42, 41.05])], { crs: { properties: { name: "EPSG:3857" } } }),
    /another system/,
  ],
  [
    "JSON deeper than anything",
    `{"type":"FeatureCollection","x":${"[".repeat(40)}${"]".repeat(40)},"features":[]}`,
    /GeoJSON/,
  ],
])("%s is refused whole, with a reason", async (_, content, reason) => {
  await expect(read(content)).rejects.toThrow(reason);
});

test("200 000 lines are refused at the bound, with memory level", async () => {
  const lines = Array.from({ length: 200_000 }, (_, index) => `${index},${ROW}`);
  const content = `${HEADER}\n${lines.join("\n")}`;
  globalThis.gc?.();
  const beforeBytes = process.memoryUsage().heapUsed;
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage().heapUsed);
  }, 20);
  await expect(read(content)).rejects.toThrow("more than 50000 lines");
  clearInterval(watch);
  expect(peakBytes - beforeBytes).toBeLessThan(256 * 1_024 * 1_024);
}, 60_000);
