import { describe, expect, it } from "vitest";
import { checkUpgrade, isSameSecret } from "./checkUpgrade.ts";

describe("opening the desk's WebSocket", () => {
  it.each([
    ["from our page", "/desk", "localhost:80", "http://localhost:80", 101],
    ["by the address of loopback", "/desk", "127.0.0.1:80", "http://localhost:80", 421],
    ["by a rebound name", "/desk", "evil.example:80", "http://evil.example:80", 421],
    ["by a media name", "/desk", "w1d1t1.localhost:80", "http://localhost:80", 421],
    ["without a Host", "/desk", undefined, "http://localhost:80", 421],
    ["from a foreign page", "/desk", "localhost:80", "http://evil.example", 403],
    ["from a page on another port", "/desk", "localhost:80", "http://localhost:81", 403],
    ["from a sandboxed frame", "/desk", "localhost:80", "null", 403],
    ["from no page", "/desk", "localhost:80", undefined, 403],
    ["at another path", "/desk/", "localhost:80", "http://localhost:80", 404],
    ["with a query", "/desk?k=1", "localhost:80", "http://localhost:80", 404],
  ])("%s is answered as it should", (_, url, host, origin, status) => {
    expect(checkUpgrade({ url, headers: { host, origin } }, 80)).toBe(status);
  });
});

it("tells secrets of any lengths apart", () => {
  expect([isSameSecret("abc", "abc"), isSameSecret("abd", "abc"), isSameSecret("", "abc")]).toEqual([
    true,
    false,
    false,
  ]);
});
