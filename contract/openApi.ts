import { z } from "zod";
import { FAULT_CODES, FAULTS, Problem } from "./faults.ts";
import { HUB_ROUTES, type HubRouteName } from "./hubRoutes.ts";

/** The hub's JSON calls as an OpenAPI 3.1 document, made from the route table and its schemas alone. */

type Schema = z.core.JSONSchema.BaseSchema;

const SECURITY = {
  none: [],
  proof: [{ proof: [] }],
  session: [{ session: [], proof: [] }],
} as const;

const SECURITY_SCHEMES = {
  proof: { type: "apiKey", in: "header", name: "DPoP", description: "Proof of the station's key (RFC 9449)." },
  session: { type: "http", scheme: "DPoP", description: "Access token bound to the station's key (RFC 9449)." },
} as const;

/** Events and media are not JSON calls and not in the document; the contract's prose describes them. */
export function describeOpenApi(): object {
  const paths: Record<string, Record<string, object>> = {};
  const names = Object.keys(HUB_ROUTES) as HubRouteName[];
  for (const name of names) {
    const { path, method } = HUB_ROUTES[name];
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeOperation(name) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Glasshouse hub",
      version: "1",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      description: `Faults carry one of these codes: ${FAULT_CODES.map((code) => `${code} (${FAULTS[code].status})`).join(", ")}.`,
    },
    servers: [{ url: "/" }],
    paths,
    components: { securitySchemes: SECURITY_SCHEMES, schemas: { Problem: describeSchema(Problem, "output") } },
  };
}

function describeOperation(name: HubRouteName): object {
  const route = HUB_ROUTES[name];
  const parameters = [...describeParameters(route.params, "path"), ...describeParameters(route.query, "query")];
  const body = describeSchema(route.body, "input");
  const hasBody = route.method !== "GET" && Object.keys(body.properties ?? {}).length > 0;
  return {
    operationId: name,
    summary: route.summary,
    security: SECURITY[route.auth],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(hasBody ? { requestBody: { required: true, content: { "application/json": { schema: body } } } } : {}),
    responses: {
      "200": {
        description: "Done.",
        content: { "application/json": { schema: describeSchema(route.answer, "output") } },
      },
      default: {
        description: "Not done; says why.",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

function describeParameters(schema: z.ZodType, place: "path" | "query"): object[] {
  const { properties = {}, required = [] } = describeSchema(schema, "input");
  return Object.entries(properties).map(([name, parameter]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: parameter,
  }));
}

/** Checks that JSON Schema cannot say, such as "must be after validFromMs", are left to the hub. */
function describeSchema(schema: z.ZodType, io: "input" | "output"): Schema {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    target: "draft-2020-12",
    // The contract transforms nothing but text, and into text.
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === "transform") jsonSchema.type = "string";
    },
  });
  return described;
}
