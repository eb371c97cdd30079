import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { LAYERS, PORT_FILES, PORTED_CALLS, SINGLE_IMPORTERS } from "./layers.ts";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^"';]*?from\s*["']([^"']+)["']|(?:^|\n)\s*import\s*["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;

/** Every module a source text imports, as written. */
export function readImports(source: string): string[] {
  return [...source.matchAll(IMPORT)].flatMap((match) => match[1] ?? match[2] ?? match[3] ?? []);
}

/** What is wrong with one file's imports, a sentence each; empty when nothing is. */
export function judgeImports(file: string, imports: readonly string[]): string[] {
  const layer = LAYERS.find((candidate) => candidate.files.test(file));
  if (layer === undefined) return [`${file}: no layer covers it`];
  return imports.flatMap((specifier) => {
    const isOwn = specifier.startsWith(".");
    const target = isOwn ? posix.normalize(posix.join(posix.dirname(file), specifier)) : specifier;
    const sole = SINGLE_IMPORTERS.get(target);
    if (sole !== undefined && !sole.test(file)) return [`${file}: only ${sole.source} may import ${target}`];
    if (isOwn && ownFolder(target) === ownFolder(file)) return [];
    const allowed = isOwn ? layer.from : layer.packages;
    return allowed.some((pattern) => pattern.test(target)) ? [] : [`${file}: may not import ${target}`];
  });
}

/** A sentence for each line that reaches past the ports. */
export function judgeCalls(file: string, source: string): string[] {
  if (PORT_FILES.some((pattern) => pattern.test(file))) return [];
  return source.split("\n").flatMap((line, index) => {
    const call = /^\s*(\/\/|\*|\/\*)/.test(line) ? null : PORTED_CALLS.exec(line);
    return call === null ? [] : [`${file}:${index + 1}: ${call[0]}…) belongs in a port file`];
  });
}

/** `renderer/wall` for renderer files, `electron/desk`, `electron/web`, or the first folder. */
function ownFolder(path: string): string {
  const parts = path.split("/");
  const isDeep = parts[0] === "renderer" || (parts[0] === "electron" && parts.length > 2);
  return isDeep ? parts.slice(0, 2).join("/") : (parts[0] ?? "");
}

function checkAll(): number {
  const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.ts", "*.tsx"], {
    cwd: ROOT,
    encoding: "utf8",
  })
    .split("\n")
    .filter((file) => /^(contract|hub|electron|renderer|build|e2e)\//.test(file));
  const faults = files.flatMap((file) => {
    const source = readFileSync(join(ROOT, file), "utf8");
    return [...judgeImports(file, readImports(source)), ...judgeCalls(file, source)];
  });
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.stdout.write(`layers: ${files.length} files, ${faults.length} faults\n`);
  return faults.length === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) process.exit(checkAll());
