import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{contract,hub,electron,renderer,build}/**/*.test.{ts,tsx}"],
    testTimeout: 20_000,
  },
});
