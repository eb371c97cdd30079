import { describe, expect, it } from "vitest";
import { describeFlags, FLAGS, type FlagSurroundings, parseFlags } from "./flags.ts";

const linux: FlagSurroundings = { env: {}, platform: "linux", homeDir: "/home/ana" };

describe("flags", () => {
  it("without any, opens windows on a free port with the embedded hub", () => {
    expect(parseFlags([], linux)).toEqual({
      kind: "run",
      flags: {
        port: 0,
        dataDir: "/home/ana/.local/share/glasshouse",
        baseMap: { kind: "site", attribution: "" },
        snapshotDir: "/home/ana/Pictures/Glasshouse",
        isOpening: true,
        isWall: false,
        browserFlags: [],
        isSandboxed: true,
      },
    });
  });

  it("reads a value after a space and after an equals sign alike", () => {
    const spaced = parseFlags(["--port", "4600", "--data", "/d"], linux);
    expect(parseFlags(["--port=4600", "--data=/d"], linux)).toEqual(spaced);
    expect(spaced).toMatchObject({ kind: "run", flags: { port: 4600, dataDir: "/d" } });
  });

  it("lets a flag win over its environment variable", () => {
    const env = { GLASSHOUSE_PORT: "1", GLASSHOUSE_NO_OPEN: "1", GLASSHOUSE_BROWSER: "/b" };
    expect(parseFlags(["--port", "2"], { ...linux, env })).toMatchObject({
      flags: { port: 2, isOpening: false, browserPath: "/b" },
    });
  });

  it("takes an environment switch set to 0 as not set", () => {
    const env = { GLASSHOUSE_NO_OPEN: "0" };
    expect(parseFlags([], { ...linux, env })).toMatchObject({ flags: { isOpening: true } });
  });

  it.each([
    [["--prot", "1"], '"--prot" is not a flag; --help lists them.'],
    [["wall"], '"wall" is not a flag; --help lists them.'],
    [["--__proto__"], '"--__proto__" is not a flag; --help lists them.'],
    [["--constructor"], '"--constructor" is not a flag; --help lists them.'],
    [["--port"], "--port needs a value."],
    [["--data="], "--data needs a value."],
    [["--web=1"], "--web takes no value."],
    [["--port", "70000"], "--port must be a number from 0 to 65535."],
    [["--port", "4.5"], "--port must be a number from 0 to 65535."],
    [["--decode-limit", "0"], "--decode-limit must be a whole number from 1 to 9999."],
    [["--decode-limit", "many"], "--decode-limit must be a whole number from 1 to 9999."],
    [["--hardware-decoders=-1"], "--hardware-decoders must be a whole number from 0 to 9999."],
    [["--hub", "hub.example"], "--hub must be an address such as https://hub.example."],
    [["--hub", "https://a:b@hub.example"], "--hub must be an address such as https://hub.example."],
    [["--hub", "https://hub.example/v1"], "--hub must be an address such as https://hub.example."],
  ])("answers %j with one sentence", (args, sentence) => {
    expect(parseFlags(args, linux)).toEqual({ kind: "wrong", sentence });
  });

  it("takes a base map of tiles or of a file, with what it is called", () => {
    const template = "https://tiles.example/{z}/{x}/{y}.png?key=k";
    const raster = { kind: "raster", template, attribution: "© Somebody", maxZoom: 17, cacheBytes: 50_000_000 };
    const args = ["--map", template, "--map-attribution", "© Somebody", "--map-cache", "50", "--map-zoom", "17"];
    expect(parseFlags(args, linux)).toMatchObject({ flags: { baseMap: raster } });
    const file = { kind: "pmtiles", path: "/maps/city.pmtiles", attribution: "© OpenStreetMap contributors" };
    expect(parseFlags(["--map", "/maps/city.pmtiles"], linux)).toMatchObject({ flags: { baseMap: file } });
  });

  it.each([
    ["https://tiles.example/{z}/{x}.png", "it must hold {z}, {x} and {y}, each once and nothing else in braces"],
    [
      "https://{s}.tiles.example/{z}/{x}/{y}.png",
      "it must hold {z}, {x} and {y}, each once and nothing else in braces",
    ],
    ["https://{x}.example/{z}/{y}.png", "its host must be fixed"],
    ["file:///etc/{z}/{x}/{y}", "it must begin with http:// or https://"],
    ["https://a:b@tiles.example/{z}/{x}/{y}", "it must not hold a password"],
    ["tiles/{z}/{x}/{y}", "it is not an address"],
  ])("refuses the base map %s and says why", (source, why) => {
    const sentence = `--map is neither a .pmtiles file nor a template: ${why}.`;
    expect(parseFlags(["--map", source], linux)).toEqual({ kind: "wrong", sentence });
  });

  it("reads what the station's settings say about decoding", () => {
    expect(parseFlags(["--decode-limit", "24", "--hardware-decoders", "0"], linux)).toMatchObject({
      flags: { decodeLimit: 24, hardwareDecoders: 0 },
    });
  });

  it("keeps data where the platform's programs do", () => {
    expect(parseFlags([], { ...linux, platform: "darwin" })).toMatchObject({
      flags: { dataDir: "/home/ana/Library/Application Support/Glasshouse" },
    });
    expect(parseFlags([], { ...linux, env: { XDG_DATA_HOME: "/x" } })).toMatchObject({
      flags: { dataDir: "/x/glasshouse" },
    });
  });

  it("lists every flag in the help", () => {
    const text = describeFlags();
    for (const name of Object.keys(FLAGS)) expect(text).toContain(`--${name} `);
    expect(parseFlags(["--help", "--port", "9"], linux)).toEqual({ kind: "help", text });
  });
});
