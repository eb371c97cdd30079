import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Written where screens begin, and where they are laid over the wall. */
const SHARED: ReadonlySet<string> = new Set(["screen"]);
const COMMENT = /\/\*.*?\*\//gs;
/** A class that is all of a selector. */
const CLASS = /(?<=^|[},])\s*\.(?<name>[A-Za-z][\w-]*)\s*(?=[,{])/g;

/** Sheets by the classes they lay out; those of `ui` are everybody's, and may be added to. */
function listClasses(): Map<string, Set<string>> {
  const byName = new Map<string, Set<string>>();
  for (const path of globSync("renderer/**/*.css", { exclude: ["renderer/ui/**"] })) {
    const css = readFileSync(path, "utf8").replace(COMMENT, "");
    for (const { groups } of css.matchAll(CLASS)) {
      const name = groups?.name ?? "";
      byName.set(name, (byName.get(name) ?? new Set()).add(path));
    }
  }
  return byName;
}

test("no two style sheets lay out the same class: all of them are loaded together", () => {
  const classes = listClasses();
  expect(classes.size).toBeGreaterThan(100);
  const shared = [...classes].filter(([name, paths]) => paths.size > 1 && !SHARED.has(name));
  expect(shared.map(([name, paths]) => `.${name}: ${[...paths].join(", ")}`)).toEqual([]);
});
