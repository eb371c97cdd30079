import { expect, test } from "vitest";
import { z } from "zod";
import { HUB_ROUTES } from "./hubRoutes.ts";
import { describeOpenApi } from "./openApi.ts";

const Described = z.looseObject({
  openapi: z.literal("3.1.0"),
  paths: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ operationId: z.string(), responses: z.looseObject({}) })),
  ),
});

test("every call of the table is in the document under its path and method", () => {
  const { paths } = Described.parse(describeOpenApi());
  for (const [name, { path, method }] of Object.entries(HUB_ROUTES)) {
    expect(paths[path]?.[method.toLowerCase()]?.operationId).toBe(name);
  }
});

test("the document refuses unknown fields wherever the schemas do", () => {
  const text = JSON.stringify(describeOpenApi());
  expect(text).toContain('"additionalProperties":false');
  expect(text).not.toContain('"additionalProperties":{}');
});

test("no field is left without a type", () => {
  const untyped = /"(\w+)":\{\}/g;
  expect([...JSON.stringify(describeOpenApi()).matchAll(untyped)].filter(([, name]) => name !== "properties")).toEqual(
    [],
  );
});
