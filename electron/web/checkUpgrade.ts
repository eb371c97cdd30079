import { createHash, timingSafeEqual } from "node:crypto";

/** Path of the desk's WebSocket. */
export const DESK_PATH = "/desk";

interface UpgradeRequest {
  readonly url?: string | undefined;
  readonly headers: { readonly host?: string | undefined; readonly origin?: string | undefined };
}

/**
 * HTTP status for a request to open the desk's WebSocket: 101, or why not. A browser always sends an Origin with a
 * WebSocket and no page can forge it, so this keeps foreign pages out; the secret keeps other programs out.
 */
export function checkUpgrade({ url, headers }: UpgradeRequest, port: number): 101 | 403 | 404 | 421 {
  if (headers.host !== `localhost:${port}`) return 421;
  if (headers.origin !== `http://localhost:${port}`) return 403;
  return url === DESK_PATH ? 101 : 404;
}

/** Compares without telling by its duration how much was right. */
export function isSameSecret(given: string, right: string): boolean {
  return timingSafeEqual(digest(given), digest(right));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
