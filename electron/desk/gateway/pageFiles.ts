import { readdir, readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { makeSecret } from "../chance.ts";
import { describePolicy } from "./pagePolicy.ts";

/** Serves the built window program: only files that were in its folder, under their own names. */
export interface PageFiles {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const NONCE_PLACE = "__CSP_NONCE__";
const NONCE_BYTES = 16;
const INDEX = "/index.html";
/** Vite puts a hash of the content into these names. */
const HASHED = /^\/assets\/.+-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

export function createPageFiles(pageDir: string, port: number): PageFiles {
  /** A request can only name what is in this list, so no path of its own ever reaches the disk. */
  let files = new Map<string, string>();

  async function list(): Promise<void> {
    const entries = await readdir(pageDir, { recursive: true, withFileTypes: true }).catch(() => []);
    const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    files = new Map(names.map((name) => [`/${relative(pageDir, name).split(sep).join("/")}`, name]));
  }

  async function sendIndex(response: ServerResponse, isHead: boolean): Promise<void> {
    // The page may have been built anew since; its files are then others.
    await list();
    const file = files.get(INDEX);
    if (file === undefined) return refuse(response, 404, "The window program is not built.");
    const nonce = makeSecret(NONCE_BYTES);
    const html = (await readFile(file, "utf8")).replaceAll(NONCE_PLACE, nonce);
    const headers = { ...describePolicy(nonce, port), "content-type": TYPES[".html"], "cache-control": "no-cache" };
    response.writeHead(200, headers).end(isHead ? undefined : html);
  }

  async function sendFile(path: string, response: ServerResponse, isHead: boolean): Promise<void> {
    // A page may outlive the desk that gave it, and ask a new one for the rest of its files.
    if (files.size === 0) await list();
    const file = files.get(path);
    const type = TYPES[extname(path)];
    if (file === undefined || type === undefined) return refuse(response, 404, "Not found");
    const caching = HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-cache";
    const body = await readFile(file);
    response.writeHead(200, {
      ...describePolicy(null, port),
      "content-type": type,
      "content-length": body.length,
      "cache-control": caching,
    });
    response.end(isHead ? undefined : body);
  }

  return {
    async handle(request, response) {
      const isHead = request.method === "HEAD";
      if (request.method !== "GET" && !isHead) return refuse(response, 405, "Method not allowed");
      const [path = "/"] = (request.url ?? "/").split("?");
      await (path === "/" || path === INDEX ? sendIndex(response, isHead) : sendFile(path, response, isHead));
    },
  };
}

function refuse(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" });
  response.end(words);
}
