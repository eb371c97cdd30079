import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { createCdpPipe } from "./cdpPipe.ts";

function arrange() {
  const fromBrowser = new PassThrough();
  const toBrowser = new PassThrough();
  return { fromBrowser, toBrowser, cdp: createCdpPipe(fromBrowser, toBrowser) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("DevTools pipe", () => {
  it("ends each command with NUL and matches answers by id, also when they come out of order and in pieces", async () => {
    const { cdp, fromBrowser, toBrowser } = arrange();
    const first = cdp.send("A.a", { x: 1 });
    const second = cdp.send("B.b", {}, "session");
    expect(String(toBrowser.read())).toBe(
      '{"id":1,"method":"A.a","params":{"x":1}}\0{"id":2,"method":"B.b","params":{},"sessionId":"session"}\0',
    );
    fromBrowser.write('{"id":2,"result":{"b":2},"sessionId":"session"}\0{"id":1,"res');
    fromBrowser.write('ult":{"a":1}}\0');
    expect([await first, await second]).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it("passes events on until the listener leaves", async () => {
    const { cdp, fromBrowser } = arrange();
    const seen: string[] = [];
    const leave = cdp.onEvent(({ method }) => seen.push(method));
    fromBrowser.write('{"method":"Target.targetCrashed","params":{}}\0');
    await settle();
    leave();
    fromBrowser.write('{"method":"Other","params":{}}\0');
    await settle();
    expect(seen).toEqual(["Target.targetCrashed"]);
  });

  it("rejects a command the browser refuses, and all commands when it goes", async () => {
    const { cdp, fromBrowser } = arrange();
    const refused = cdp.send("A.a");
    fromBrowser.write('{"id":1,"error":{"message":"no"}}\0');
    await expect(refused).rejects.toThrow("A.a: no");
    const open = cdp.send("B.b");
    fromBrowser.destroy();
    await expect(open).rejects.toThrow("B.b: the browser is gone");
    await expect(cdp.send("C.c")).rejects.toThrow("C.c: the browser is gone");
  });
});
