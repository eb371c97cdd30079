import { describeOpenApi } from "../contract/openApi.ts";

process.stdout.write(`${JSON.stringify(describeOpenApi(), null, 2)}\n`);
