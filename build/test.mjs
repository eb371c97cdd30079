// `npm test`: prepares what is missing, then types, lint, layers, dead code, unit and hub and desk tests, end to end.
// Every stage runs even if an earlier one failed; the last line is the sum over all of them.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepare, ROOT, say } from "./prepare.mjs";

const PROJECTS = ["contract", "hub", "electron/desk", "electron/web", "electron", "renderer", "build", "e2e"];
const { node, browser } = prepare({ needsBrowser: true, needsMediaTools: true });
const reports = mkdtempSync(join(tmpdir(), "glasshouse-test-"));
const tool = (path) => join(ROOT, "node_modules", ...path.split("/"));
const env = { ...process.env, ...(browser === undefined ? {} : { GLASSHOUSE_BROWSER: browser }) };

function run(args, extraEnv = {}) {
  return new Promise((resolve) => {
    const child = spawn(node, args, { cwd: ROOT, stdio: "inherit", env: { ...env, ...extraEnv } });
    child.on("exit", (code) => resolve(code === 0));
  });
}

/** A stage without a runner of its own counts as one test. */
async function checkOnce(args) {
  const isGood = await run(args);
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
}

function readReport(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

async function runUnit() {
  const file = join(reports, "unit.json");
  const isGood = await run([
    tool("vitest/vitest.mjs"),
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  return readReport(file, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests || report.numFailedTestSuites || (isGood ? 0 : 1),
    skipped: report.numPendingTests,
  }));
}

async function runEndToEnd(...flags) {
  const file = join(reports, "e2e.json");
  const isGood = await run([tool("@playwright/test/cli.js"), "test", "-c", "e2e/playwright.config.ts", ...flags], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  return readReport(file, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: Math.max(stats.unexpected, isGood ? 0 : 1),
    skipped: stats.skipped,
  }));
}

const stages = [
  ...PROJECTS.map((project) => [`types: ${project}`, () => checkOnce([tool("typescript/bin/tsc"), "-p", project])]),
  ["lint", () => checkOnce([tool("@biomejs/biome/bin/biome"), "check", "."])],
  ["layers", () => checkOnce(["build/checkLayers.ts"])],
  ["dead code", () => checkOnce([tool("knip/bin/knip.js"), "--no-progress"])],
  ["unit, hub, desk", runUnit],
  ["end to end, two at a time", () => runEndToEnd("--project=web-untimed", "--workers=2")],
  ["end to end", () => runEndToEnd("--project=web", "--project=electron*")],
];

const only = process.argv.slice(2);
const sum = { passed: 0, failed: 0, skipped: 0 };
const failedStages = [];
for (const [name, act] of stages) {
  if (only.length > 0 && !only.some((word) => name.startsWith(word))) continue;
  say(`── ${name}`);
  const result = await act();
  for (const key of Object.keys(sum)) sum[key] += result[key];
  if (result.failed > 0) failedStages.push(name);
}
rmSync(reports, { recursive: true, force: true });
if (failedStages.length > 0) say(`Failed: ${failedStages.join(", ")}.`);
const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : "";
process.stdout.write(`${sum.passed} passed, ${sum.failed} failed${skipped}\n`);
process.exit(sum.failed === 0 ? 0 : 1);
