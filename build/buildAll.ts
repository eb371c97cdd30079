import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { nodeConfig, preloadConfig, ROOT, rendererConfig } from "./viteConfigs.ts";

rmSync(join(ROOT, "dist"), { recursive: true, force: true });
for (const config of [nodeConfig, preloadConfig, rendererConfig]) await build(config);
