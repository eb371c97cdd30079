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
  [["--record-days", "3"], "--record-limit-gb, --record-days and --record-renditions go with --record."],
  [["--record", "r", "--record-days", "0"], "--record-days must be a whole number from 1 to 366."],
  [["--record", "r", "--record-limit-gb", "much"], "--record-limit-gb must be a number of gigabytes, at least 0.01."],
  [["--record", "r", "--record-renditions", "main,huge"], "--record-renditions must be some of main,sub,thumb."],
])("%j is refused in one sentence", (args, refusal) => {
  expect(readOptions(args, {})).toEqual({ refusal });
});

test("nothing is recorded unless a folder is named", () => {
  expect(readOptions([], {})).toMatchObject({ record: undefined });
  expect(readOptions(["--record", "kept"], {})).toMatchObject({
    record: { dir: "kept", limitBytes: undefined, keepMs: 7 * 86_400_000, renditions: ["main", "sub"] },
  });
  const env = { GLASSHOUSE_RECORD: "kept", GLASSHOUSE_RECORD_LIMIT_GB: "0.5", GLASSHOUSE_RECORD_RENDITIONS: "sub" };
  expect(readOptions([], env)).toMatchObject({ record: { limitBytes: 500_000_000, renditions: ["sub"] } });
});
