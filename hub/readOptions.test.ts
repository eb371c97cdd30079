import { expect, test } from "vitest";
import { readOptions } from "./readOptions.ts";

test("flags win over environment variables, and both over the defaults", () => {
  const env = { GLASSHOUSE_PORT: "4000", GLASSHOUSE_LOG_LEVEL: "info" };
  expect(readOptions(["--port", "5000"], env)).toMatchObject({ port: 5_000, logLevel: "info", host: "127.0.0.1" });
});

test.each([
  [["--port", "70000"], "--port must be a number from 0 to 65535."],
  [["--log-level", "loud"], "--log-level must be one of silent, error, warn, info."],
  [["--host", "0.0.0.0"], "--host beyond this machine needs --tls-cert and --tls-key."],
  [["--tls-cert", "cert.pem"], "--tls-cert and --tls-key go together."],
  [["--tls-key", "key.pem"], "--tls-cert and --tls-key go together."],
])("%j is refused in one sentence", (args, refusal) => {
  expect(readOptions(args, {})).toEqual({ refusal });
});
