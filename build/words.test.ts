import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "vite";
import { describe, expect, it } from "vitest";

/** Folders that draw nothing: what goes wrong in them is told in sentences of the contract. */
const BELOW_SCREENS = /^(media|desk)\//;
const RENDERER = join(import.meta.dirname, "../renderer");
const FILES = readdirSync(RENDERER, { recursive: true, encoding: "utf8" })
  .filter(
    (name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|\.d\.ts$|testKit\.ts$|\/test[A-Z]\w*\.ts$|testing\//.test(name),
  )
  .filter((name) => !BELOW_SCREENS.test(name));
const isCatalogue = (name: string) => /^ui\/(text|\w+Words)\.ts$/.test(name);

/** Attributes that people read or hear. */
const READ_ATTRIBUTES = new Set([
  "aria-label",
  "aria-description",
  "aria-valuetext",
  "title",
  "alt",
  "placeholder",
  "label",
]);
/** A sentence, as a name or an id never is: words with spaces, the first with a capital. */
const SENTENCE = /^[A-Z][a-z']+( [\w',.]+)+/;

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;

/** What a source text would put on the screen without the catalogue. */
function findWords(source: string, name: string): string[] {
  const found: string[] = [];
  const visit = (node: Node, isFault: boolean): void => {
    if (node.type === "JSXText" && /\p{L}{2,}/u.test(String(node.value))) found.push(String(node.value).trim());
    if (node.type === "JSXAttribute") found.push(...readAttribute(node));
    if (node.type === "Literal" && typeof node.value === "string" && !isFault && SENTENCE.test(node.value)) {
      found.push(node.value);
    }
    // Bugs and faults are for the log, and their sentences are the contract's.
    const isInside = isFault || (node.type === "NewExpression" && /Error|Fault/.test(nameOf(node.callee)));
    for (const field of Object.values(node)) {
      for (const child of Array.isArray(field) ? field : [field]) if (isNode(child)) visit(child, isInside);
    }
  };
  visit(parseAst(source, { lang: name.endsWith("x") ? "tsx" : "ts" }) as unknown as Node, false);
  return [...new Set(found)];
}

const nameOf = (node: unknown) => (isNode(node) && node.type === "Identifier" ? String(node.name) : "");

function readAttribute({ name, value }: Node): string[] {
  if (!isNode(name) || !READ_ATTRIBUTES.has(String(name.name))) return [];
  return isNode(value) && value.type === "Literal" && /\p{L}{2,}/u.test(String(value.value))
    ? [String(value.value)]
    : [];
}

describe("words on screen", () => {
  it.each(FILES.filter((name) => !isCatalogue(name)))("are in the catalogue, not in %s", (name) => {
    expect(findWords(readFileSync(join(RENDERER, name), "utf8"), name)).toEqual([]);
  });

  it("would be found in text, in what readers hear, and in a sentence kept aside", () => {
    const source = `const kept = "Nothing was saved"; const id = "wall.layout"; throw new Error("Not so fast here");
      export const A = () => <p title="Lock" className="a b">Wall {kept} <b>×</b></p>;`;
    expect(findWords(source, "a.tsx").sort()).toEqual(["Lock", "Nothing was saved", "Wall"]);
  });
});
