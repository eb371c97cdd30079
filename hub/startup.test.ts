import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runToEnd } from "./test/spawnHub.ts";
import { startTestHub } from "./test/startTestHub.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "glasshouse-start-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

async function expectOneSentence(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runToEnd(args);
  expect({ code, stdout, lines: stderr.trimEnd().split("\n").length, stderr }).toMatchObject({
    code: 1,
    stdout: "",
    lines: 1,
  });
  return stderr;
}

test("a damaged database is kept aside and said where", { timeout: 30_000 }, async () => {
  writeFileSync(join(dataDir, "hub.sqlite"), "this is not a database ".repeat(500));
  const said = await expectOneSentence(["--data", dataDir]);
  const [aside] = readdirSync(dataDir).filter((name) => name.startsWith("hub.sqlite.unreadable-"));
  expect(said).toContain(aside);
  expect(statSync(join(dataDir, aside ?? "")).size).toBeGreaterThan(10_000);
});

test("a data folder that is none is refused in one sentence", { timeout: 30_000 }, async () => {
  const file = join(dataDir, "file");
  writeFileSync(file, "");
  expect(await expectOneSentence(["--data", join(file, "below")])).toContain("is not a folder the hub can write to");
});

test("a taken port is refused in one sentence", { timeout: 30_000 }, async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  expect(await expectOneSentence(["--data", dataDir, "--port", String(port)])).toContain("The port is taken");
  server.close();
});

test("flags that make no sense are refused in one sentence", { timeout: 60_000 }, async () => {
  for (const args of [["--nonsense"], ["--port", "70000"], ["--host", "0.0.0.0"], ["--log-level", "loud"], ["extra"]]) {
    await expectOneSentence(args);
  }
  expect(await expectOneSentence(["--data", dataDir, "--site", dataDir])).toContain("The site folder cannot be used");
});

test("--help lists every flag", async () => {
  const { code, stdout } = await runToEnd(["--help"]);
  expect(code).toBe(0);
  for (const flag of ["--port", "--data", "--site", "--host", "GLASSHOUSE_"]) expect(stdout).toContain(flag);
});

test("the signing key can be read by its owner alone", async () => {
  const house = await startTestHub({ dataDir });
  expect(statSync(join(dataDir, "signing-key.json")).mode & 0o777).toBe(0o600);
  await house.close();
});
