import type { z } from "zod";
import { Fault } from "../../contract/faults.ts";
import { HUB_ROUTES, type HubAnswer, type HubRouteName, type HubRouteOf } from "../../contract/hubRoutes.ts";
import type { PublicJwk } from "../../contract/operators.ts";
import type { Session } from "../people/sessions.ts";

/** A station key that was proven, without a session. */
export interface ProvenKey {
  readonly thumbprint: string;
  readonly publicJwk: PublicJwk;
}

export type Caller = { readonly session: Session } | { readonly key: ProvenKey } | Record<never, never>;

interface CallerByAuth {
  none: Record<never, never>;
  proof: { readonly key: ProvenKey };
  session: { readonly session: Session };
}

/** A validated call. */
export type RouteCall<N extends HubRouteName> = {
  readonly params: z.output<HubRouteOf<N>["params"]>;
  readonly query: z.output<HubRouteOf<N>["query"]>;
  readonly body: z.output<HubRouteOf<N>["body"]>;
  readonly remote: string;
} & CallerByAuth[HubRouteOf<N>["auth"]];

export interface RawCall {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly remote: string;
  readonly caller: Caller;
}

/** One line of the route table with what answers it. */
export interface DefinedRoute {
  readonly name: HubRouteName;
  readonly answer: (call: RawCall) => Promise<unknown>;
}

/** Ties a handler to its line of the table: it is called only with what that line's schemas have accepted. */
export function defineRoute<N extends HubRouteName>(
  name: N,
  handle: (call: RouteCall<N>) => HubAnswer<N> | Promise<HubAnswer<N>>,
): DefinedRoute {
  const route = HUB_ROUTES[name];
  return {
    name,
    answer: async ({ params, query, body, remote, caller }) => {
      const checked = {
        params: check(route.params, params, "path"),
        query: check(route.query, query, "query"),
        body: check(route.body, body ?? {}, "body"),
      };
      // Here the validated becomes the typed: the compiler cannot follow a schema through the table's index.
      return handle({ ...checked, remote, ...caller } as unknown as RouteCall<N>);
    },
  };
}

const MAX_ISSUES_TOLD = 3;

function check(schema: z.ZodType, value: unknown, part: string): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.slice(0, MAX_ISSUES_TOLD);
  const told = issues.map(
    ({ path, message }) => `${[part, ...path].join(".").slice(0, 100)}: ${message.slice(0, 200)}`,
  );
  throw new Fault("REQUEST_MALFORMED", told.join("; "));
}
