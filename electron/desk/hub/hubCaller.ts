import { parseBoundedJson } from "../../../contract/boundedJson.ts";
import { Fault, Problem } from "../../../contract/faults.ts";
import { HUB_ROUTES, type HubAnswer, type HubBody, type HubRouteName } from "../../../contract/hubRoutes.ts";
import type { DeskClock } from "../ports.ts";
import { GRANT_TOTAL_MS, type HubHttp, TOTAL_MS } from "./hubHttp.ts";
import type { HubTime, HubTimeNews } from "./hubTime.ts";
import type { StationKey } from "./stationKey.ts";

export interface CallInput<N extends HubRouteName> {
  /** For `{id}` in the path. */
  id?: string;
  query?: Record<string, string | number | undefined>;
  body?: HubBody<N>;
  /** Access token for routes that need one. */
  token?: string;
}

/** One JSON call to the hub, proved with the station's key, its answer checked against the contract. Throws a `Fault`. */
export interface HubCaller {
  call<N extends HubRouteName>(name: N, input?: CallInput<N>): Promise<HubAnswer<N>>;
  /** Headers that open a stream: token and proof. */
  authorize(method: string, path: string, token: string): Promise<Record<string, string>>;
}

interface Parts {
  http: HubHttp;
  key: StationKey;
  time: HubTime;
  clock: DeskClock;
  /** Told when an answer's hub time was not what it should be. */
  onTimeNews(news: HubTimeNews): void;
}

const LATE_IS_USELESS: ReadonlySet<HubRouteName> = new Set(["openViewings", "renewViewings"]);

export function createHubCaller({ http, key, time, clock, onTimeNews }: Parts): HubCaller {
  async function prove(method: string, path: string, token?: string): Promise<string> {
    // Proofs carry hub time; until the hub was heard, its time has to be asked for first.
    if (time.nowMs() === null) await call("info");
    const hubNowMs = time.nowMs();
    if (hubNowMs === null) throw new Fault("HUB_ANSWER_INVALID", "It did not say its time.");
    return key.prove({ method, url: http.hubUrl + path, hubNowMs, ...(token === undefined ? {} : { token }) });
  }

  async function authorize(method: string, path: string, token: string): Promise<Record<string, string>> {
    return { authorization: `DPoP ${token}`, dpop: await prove(method, path, token) };
  }

  async function call<N extends HubRouteName>(name: N, input: CallInput<N> = {}): Promise<HubAnswer<N>> {
    const route = HUB_ROUTES[name];
    const path = writePath(route.path, input.id, input.query);
    const headers: Record<string, string> = { accept: "application/json" };
    if (route.auth === "proof") headers.dpop = await prove(route.method, path);
    if (route.auth === "session") {
      if (input.token === undefined) throw new Fault("SIGN_IN_REQUIRED");
      Object.assign(headers, await authorize(route.method, path, input.token));
    }
    if (input.body !== undefined) headers["content-type"] = "application/json";
    const sentAtMs = clock.nowMs();
    const reply = await http.ask({
      method: route.method,
      path,
      headers,
      totalMs: LATE_IS_USELESS.has(name) ? GRANT_TOTAL_MS : TOTAL_MS,
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    });
    const answer = readAnswer(name, reply.status, reply.text);
    if ("hubNowMs" in answer) onTimeNews(time.learnAnswer(answer.hubNowMs, sentAtMs));
    return answer;
  }

  return { call, authorize };
}

function writePath(template: string, id: string | undefined, query: CallInput<HubRouteName>["query"] = {}): string {
  const path = template.replace("{id}", () => encodeURIComponent(id ?? ""));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size === 0 ? path : `${path}?${search}`;
}

function readAnswer<N extends HubRouteName>(name: N, status: number, text: string): HubAnswer<N> {
  if (status < 200 || status > 299) throw readProblem(status, text);
  const parsed = HUB_ROUTES[name].answer.safeParse(text === "" ? {} : parseBoundedJson(text, "HUB_ANSWER_INVALID"));
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join(".") ?? "";
    throw new Fault("HUB_ANSWER_INVALID", `The answer to ${name} was wrong at "${where}".`);
  }
  // The compiler cannot follow one schema out of a table by its key; the line above is the proof.
  return parsed.data as HubAnswer<N>;
}

/** What a refusal says, in the hub's words if it is the hub that speaks. */
export function readProblem(status: number, text: string): Fault {
  const problem = Problem.safeParse(parseProblem(text));
  if (problem.success) return new Fault(problem.data.code, problem.data.detail);
  // Without a reason it is not the hub that speaks: something on the way to it does while the hub is away.
  const code = status >= 500 ? "HUB_UNREACHABLE" : "HUB_ANSWER_INVALID";
  return new Fault(code, `It refused with status ${status} and no reason.`);
}

function parseProblem(text: string): unknown {
  try {
    return parseBoundedJson(text, "HUB_ANSWER_INVALID");
  } catch {
    // Proxies answer in HTML.
    return undefined;
  }
}
