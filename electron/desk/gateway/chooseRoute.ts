/** Where a request on the shared listener belongs. A number is the status with which it is turned away. */
export type Route = { readonly to: "page" } | { readonly to: "media"; readonly host: string } | { readonly to: 421 };

/**
 * Tells page and media apart by Host. The page lives at `localhost:PORT` alone, so that a name a stranger
 * points to loopback (DNS rebinding) opens nothing.
 */
export function chooseRoute(host: string | undefined, port: number): Route {
  if (host === `localhost:${port}`) return { to: "page" };
  const suffix = `.localhost:${port}`;
  return host?.endsWith(suffix) ? { to: "media", host } : { to: 421 };
}
