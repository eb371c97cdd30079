import { once } from "node:events";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { expect, test } from "vitest";
import { createTestLog } from "../testing/openTestDesk.ts";
import { bindLoopback } from "./bindLoopback.ts";

const hasIpv6 = Object.values(networkInterfaces()).some((some) => some?.some(({ address }) => address === "::1"));

test.each(hasIpv6 ? ["127.0.0.1", "::1"] : ["127.0.0.1"])("says in a sentence that %s is taken", async (host) => {
  const stranger = createServer().listen(0, host);
  await once(stranger, "listening");
  const address = stranger.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await expect(bindLoopback(port, () => {}, createTestLog())).rejects.toThrow(
    /taken by another program\. .*listens on/,
  );
  stranger.close();
});

test("listens on both addresses at one free port, or says that there is only one", async () => {
  const log = createTestLog();
  const bound = await bindLoopback(0, () => {}, log);
  expect(bound.servers).toHaveLength(hasIpv6 ? 2 : 1);
  expect(log.has("gateway.ipv4Only")).toBe(!hasIpv6);
  await bound.close();
});
