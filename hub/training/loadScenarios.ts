import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { MAX_SCENARIOS, type Scenario, type TrainingBoard } from "../../contract/training.ts";
import type { Site } from "../site/loadSite.ts";
import { checkScenario } from "./checkScenario.ts";

/** Largest scenario file. Our choice: the longest scenario takes a tenth. */
const MAX_FILE_BYTES = 1_048_576;

export interface Scenarios {
  readonly byId: ReadonlyMap<string, Scenario>;
  readonly refused: TrainingBoard["refused"];
}

/** Reads a site's `scenarios/*.json`. A file that is wrong costs that file alone, and every reason is told. */
export function loadScenarios(siteDir: string, site: Pick<Site, "cameras" | "terms">): Scenarios {
  const dir = join(siteDir, "scenarios");
  const byId = new Map<string, Scenario>();
  const refused: TrainingBoard["refused"] = [];
  for (const file of listFiles(dir).slice(0, MAX_SCENARIOS)) {
    const { scenario, problems } = readScenario(join(dir, file), site);
    if (scenario === null) refused.push({ file, problems: [...problems] });
    else if (byId.has(scenario.id)) refused.push({ file, problems: [`id: ${scenario.id} is used by another file`] });
    else byId.set(scenario.id, scenario);
  }
  return { byId, refused };
}

function listFiles(dir: string): string[] {
  try {
    return readdirSync(dir)
      .filter((name) => name.endsWith(".json") && name.length <= 200)
      .sort();
  } catch {
    // A site need not have any.
    return [];
  }
}

function readScenario(path: string, site: Pick<Site, "cameras" | "terms">) {
  try {
    if (statSync(path).size > MAX_FILE_BYTES) return refuse(`the file is larger than ${MAX_FILE_BYTES} bytes`);
    return checkScenario(JSON.parse(readFileSync(path, "utf8")), site);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.slice(0, 200) : "";
    return refuse(cause instanceof SyntaxError ? `the file is not JSON: ${why}` : "the file cannot be read");
  }
}

function refuse(problem: string) {
  return { scenario: null, problems: [problem] } as const;
}
