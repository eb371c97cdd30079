import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { listTree } from "../bench/processTree.ts";
import { launchBrowser } from "../fixtures/browser.ts";
import { ROOT, startProgram } from "../fixtures/program.ts";

const START_WITHIN_MS = 5_000;
const END_WITHIN_MS = 5_000;
const WEB = "dist/web/main.js";

test("a warm start shows a usable sign-in page within 5 s, and SIGTERM leaves nothing running", async () => {
  const startedAtMs = performance.now();
  const program = await startProgram({ entry: "build/start.mjs", args: ["--web", "--no-open"] });
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await page.goto(program.ready.url);
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  const startMs = Math.round(performance.now() - startedAtMs);
  await browser.close();

  const pids = listTree(program.pid).map((facts) => facts.pid);
  expect(pids.length).toBeGreaterThanOrEqual(3);
  const endMs = Math.round(await program.close());
  const left = pids.filter((pid) => listTree(pid).length > 0);
  test.info().annotations.push({ type: "figure", description: `start ${startMs} ms, end ${endMs} ms` });
  expect(left).toEqual([]);
  expect(endMs).toBeLessThanOrEqual(END_WITHIN_MS);
  expect(startMs).toBeLessThanOrEqual(START_WITHIN_MS);
});

interface Refusal {
  status: number | undefined;
  stderr: string;
}

function runToEnd(args: readonly string[]): Refusal {
  try {
    execFileSync(process.execPath, [join(ROOT, WEB), "--web", "--no-open", ...args], {
      stdio: ["ignore", "ignore", "pipe"],
      timeout: 20_000,
    });
    return { status: 0, stderr: "" };
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer };
    return { status, stderr: stderr.toString() };
  }
}

test("a taken port is one sentence and exit code 1", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const folder = mkdtempSync(join(tmpdir(), "glasshouse-e2e-"));
  const { status, stderr } = runToEnd(["--port", String(port), "--data", folder]);
  server.close();
  rmSync(folder, { recursive: true, force: true });
  expect(status).toBe(1);
  expect(stderr).toContain("port");
  expect(stderr).not.toContain("    at ");
});

test("a data folder that cannot be used is one sentence and exit code 1", () => {
  const folder = mkdtempSync(join(tmpdir(), "glasshouse-e2e-"));
  const file = join(folder, "data");
  writeFileSync(file, "not a folder");
  const { status, stderr } = runToEnd(["--port", "0", "--data", file]);
  rmSync(folder, { recursive: true, force: true });
  expect(status).toBe(1);
  expect(stderr).toContain("data folder");
  expect(stderr).not.toContain("    at ");
});

test("an unknown flag names itself", () => {
  const { status, stderr } = runToEnd(["--frobnicate"]);
  expect(status).toBe(1);
  expect(stderr).toContain("--frobnicate");
});

test("the start script takes its switches from the environment, too", () => {
  const { stderr } = spawnSync(process.execPath, [join(ROOT, "build/start.mjs"), "--no-open", "--frobnicate"], {
    env: { ...process.env, GLASSHOUSE_WEB: "1", DISPLAY: ":99" },
    encoding: "utf8",
    timeout: 20_000,
  });
  expect(stderr).toContain("Starting the web shell: --web was given.");
});
