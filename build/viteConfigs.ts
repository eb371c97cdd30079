import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { InlineConfig } from "vite";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Electron 45 carries Chromium 156 and Node 24; system browsers may be a little older. */
const BROWSER_TARGET = "chrome140";
const NODE_TARGET = "node22";

const common: InlineConfig = { configFile: false, root: ROOT, logLevel: "warn", publicDir: false };

/** Hub, web shell and Electron main: packages stay outside, so that their licences and versions stay visible. */
export const nodeConfig: InlineConfig = {
  ...common,
  build: {
    ssr: true,
    target: NODE_TARGET,
    outDir: "dist",
    emptyOutDir: false,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: {
        "hub/main": join(ROOT, "hub/main.ts"),
        "web/main": join(ROOT, "electron/web/main.ts"),
        "electron/main": join(ROOT, "electron/main.ts"),
      },
      external: ["electron"],
      output: { entryFileNames: "[name].js", chunkFileNames: "shared/[name]-[hash].js" },
    },
  },
};

/** A sandboxed preload is one CommonJS file that may require `electron` alone. */
export const preloadConfig: InlineConfig = {
  ...common,
  ssr: { noExternal: true },
  build: {
    ssr: join(ROOT, "electron/preload.ts"),
    target: BROWSER_TARGET,
    outDir: "dist/electron",
    emptyOutDir: false,
    minify: false,
    rolldownOptions: {
      external: ["electron", ...builtinModules],
      output: { format: "cjs", entryFileNames: "preload.cjs" },
    },
  },
};

export const rendererConfig: InlineConfig = {
  ...common,
  root: join(ROOT, "renderer"),
  plugins: [react()],
  build: {
    target: BROWSER_TARGET,
    outDir: join(ROOT, "dist/renderer"),
    emptyOutDir: true,
    // The page's policy forbids inline scripts and data: fonts, so every asset is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2_000,
  },
};
