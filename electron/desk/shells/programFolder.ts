import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

/** Where the parts of the program lie, built or as sources. */
export interface ProgramFolder {
  /** The nearest parent folder with a package.json: a checkout, or the packaged archive. */
  readonly root: string;
  readonly pageDir: string;
  readonly hubEntry: string;
}

export function findProgramFolder(fromDir: string): ProgramFolder {
  let root = fromDir;
  while (!existsSync(join(root, "package.json"))) {
    const parent = dirname(root);
    if (parent === root) throw new Error(`no package.json above ${fromDir}`);
    root = parent;
  }
  const builtHub = join(root, "dist", "hub", "main.js");
  return {
    root,
    pageDir: join(root, "dist", "renderer"),
    hubEntry: existsSync(builtHub) ? builtHub : join(root, "hub", "main.ts"),
  };
}

const PackageFile = z.object({ version: z.string() });

export function readVersion({ root }: ProgramFolder): string {
  return PackageFile.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))).version;
}
