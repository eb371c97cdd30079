import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { FAULTS, Fault } from "../../contract/faults.ts";
import { Password, SignInName } from "../../contract/operators.ts";
import { AtMs, Id } from "../../contract/primitives.ts";
import { createRateLimit } from "../http/rateLimit.ts";
import type { PasswordCheck } from "../people/passwordCheck.ts";
import type { Chance } from "../ports.ts";
import type { Html } from "./html.ts";
import { renderCameras, renderFault, renderSignIn, renderWatchedPage } from "./ownerHtml.ts";
import { createOwnerSessions, OWNER_SESSION_MS, type OwnerSession } from "./ownerSessions.ts";
import { OWNER_SCRIPT, OWNER_STYLE } from "./ownerStyle.ts";
import { type OwnedSources, readOwned, readOwnedWatched } from "./readOwned.ts";
import { type FootageSources, readOwnedFootage } from "./readOwnedFootage.ts";

/** The owner's page: forms and a cookie, for any browser. Nothing here opens anything under `/v1`. */

export interface OwnerPageOptions extends OwnedSources, FootageSources {
  readonly passwords: PasswordCheck;
  readonly chance: Chance;
  /** True behind TLS: the cookie then never leaves it. */
  readonly isSecure: boolean;
}

const COOKIE = "glasshouse-owner";
const MAX_FORM_BYTES = 8_192;
const ATTEMPTS_PER_MINUTE = 30;
const POLICY = [
  "default-src 'none'",
  ...["style-src 'self'", "script-src 'self'", "connect-src 'self'", "form-action 'self'"],
  ...["base-uri 'none'", "frame-ancestors 'none'"],
].join("; ");

const SignInForm = z.strictObject({ operator: SignInName, password: Password });
const Csrf = z.string().max(64);
const CameraForm = z.strictObject({ csrf: Csrf, camera: Id });
const AnswerForm = z.strictObject({ csrf: Csrf, request: Id, answer: z.enum(["allow", "not-now"]) });
const Instant = z.coerce.number().int().nonnegative();
const FootageForm = z.strictObject({
  ...{ csrf: Csrf, request: Id, camera: Id, answer: z.enum(["yes", "ignore", "take-back"]) },
  ...{ from: Instant.optional(), to: Instant.optional() },
});
const WatchedQuery = z.strictObject({ camera: Id, before: z.coerce.number().pipe(AtMs).optional() });
const EmptyForm = z.strictObject({ csrf: Csrf });

export function mountOwnerPage(app: FastifyInstance, options: OwnerPageOptions): void {
  const { passwords, consents, cameras, requests, clock, isSecure } = options;
  const sessions = createOwnerSessions(options);
  const attempts = createRateLimit(clock, ATTEMPTS_PER_MINUTE, ATTEMPTS_PER_MINUTE);

  async function signIn(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const form = SignInForm.safeParse(request.body);
    try {
      if (!attempts.take(request.ip)) throw new Fault("RATE_LIMITED");
      if (!form.success) throw new Fault("SIGN_IN_WRONG");
      const account = await passwords.check("owner", form.data.operator, form.data.password, request.ip);
      setCookie(reply, await sessions.open(account), OWNER_SESSION_MS, isSecure);
      return reply.redirect("/owner", 303);
    } catch (cause) {
      if (!(cause instanceof Fault)) throw cause;
      return sendPage(reply.code(FAULTS[cause.code].status), renderSignIn(cause.message));
    }
  }

  async function show(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const session = await sessions.find(readCookie(request));
    if (session === undefined) return sendPage(reply, renderSignIn(undefined));
    const owned = await readOwned(options, session.account);
    const asked = readOwnedFootage(options, session.account);
    return sendPage(reply, renderCameras(session.account.label, session.csrf, owned, asked));
  }

  async function showWatched(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const session = await sessions.find(readCookie(request));
    if (session === undefined) return reply.redirect("/owner", 303);
    const asked = WatchedQuery.safeParse(request.query);
    if (!asked.success) throw new Fault("REQUEST_MALFORMED");
    const page = await readOwnedWatched(options, session.account, asked.data.camera, asked.data.before);
    if (page === undefined) throw new Fault("NOT_FOUND");
    return sendPage(reply, renderWatchedPage(page));
  }

  /** The signed-in owner of a form that came from our own page. Throws `SIGN_IN_REQUIRED` or `RIGHT_MISSING`. */
  async function requireOwner(request: FastifyRequest, csrf: string): Promise<OwnerSession> {
    const session = await sessions.find(readCookie(request));
    if (session === undefined) throw new Fault("SIGN_IN_REQUIRED");
    if (csrf !== session.csrf) throw new Fault("RIGHT_MISSING", "Open your page again and repeat.");
    return session;
  }

  function requireOwned({ account }: OwnerSession, cameraId: string): void {
    const ownerId = cameras.ownerIdOf(cameraId);
    if (ownerId === undefined || ownerId !== account.ownerId) throw new Fault("NOT_FOUND");
  }

  async function changeSharing(request: FastifyRequest, reply: FastifyReply, state: "active" | "withdrawn") {
    const { csrf, camera } = readForm(CameraForm, request);
    const session = await requireOwner(request, csrf);
    requireOwned(session, camera);
    await consents.changeState(camera, state, session.account.name);
    return reply.redirect("/owner", 303);
  }

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const form = readForm(AnswerForm, request);
    const session = await requireOwner(request, form.csrf);
    const asked = requests.listFor("owner").find(({ id }) => id === form.request);
    // Answered on another page, or run out: the page shows that by no longer asking.
    if (asked === undefined) return reply.redirect("/owner", 303);
    requireOwned(session, asked.cameraId);
    await requests.answerAsOwner(asked.id, session.account, form.answer === "allow");
    return reply.redirect("/owner", 303);
  }

  async function answerFootage(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { csrf, request: id, camera, answer: say, from: fromMs, to: toMs } = readForm(FootageForm, request);
    const session = await requireOwner(request, csrf);
    requireOwned(session, camera);
    const span = fromMs === undefined || toMs === undefined ? {} : { span: { fromMs, toMs } };
    await options.footage.answer(id, camera, session.account, say === "yes" ? { say, ...span } : { say });
    return reply.redirect("/owner", 303);
  }

  async function signOut(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    await requireOwner(request, readForm(EmptyForm, request).csrf);
    await sessions.end(readCookie(request));
    setCookie(reply, "", 0, isSecure);
    return reply.redirect("/owner", 303);
  }

  app.register(async (scope) => {
    const parser = { parseAs: "string", bodyLimit: MAX_FORM_BYTES } as const;
    scope.addContentTypeParser("application/x-www-form-urlencoded", parser, (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(body.toString())));
    });
    // Forms of other sites are refused by what the browser says of them, beside the page's token.
    scope.addHook("onRequest", async (request) => {
      const origin = request.headers["sec-fetch-site"] ?? "same-origin";
      if (request.method === "POST" && origin !== "same-origin") throw new Fault("RIGHT_MISSING", "Use your own page.");
    });
    scope.addHook("onSend", async (_request, reply) => {
      reply.headers({ "content-security-policy": POLICY, "x-frame-options": "DENY" });
    });
    scope.setErrorHandler((error, _request, reply) => {
      if (!(error instanceof Fault)) throw error;
      if (error.code === "SIGN_IN_REQUIRED") return reply.redirect("/owner", 303);
      return sendPage(reply.code(FAULTS[error.code].status), renderFault(error.message));
    });
    scope.get("/owner", show);
    scope.get("/owner/watched", showWatched);
    scope.get("/owner/style.css", (_request, reply) => reply.type("text/css; charset=utf-8").send(OWNER_STYLE));
    scope.get("/owner/refresh.js", (_request, reply) =>
      reply.type("text/javascript; charset=utf-8").send(OWNER_SCRIPT),
    );
    scope.post("/owner/sign-in", signIn);
    scope.post("/owner/sign-out", signOut);
    scope.post("/owner/withdraw", (request, reply) => changeSharing(request, reply, "withdrawn"));
    scope.post("/owner/share", (request, reply) => changeSharing(request, reply, "active"));
    scope.post("/owner/answer", answer);
    scope.post("/owner/footage", answerFootage);
  });
}

function readForm<T>(schema: z.ZodType<T>, request: FastifyRequest): T {
  const form = schema.safeParse(request.body);
  if (!form.success) throw new Fault("REQUEST_MALFORMED");
  return form.data;
}

function sendPage(reply: FastifyReply, page: Html): FastifyReply {
  return reply.type("text/html; charset=utf-8").send(page.toString());
}

function setCookie(reply: FastifyReply, value: string, lifeMs: number, isSecure: boolean): void {
  const life = `Max-Age=${Math.floor(lifeMs / 1_000)}`;
  const parts = [
    `${COOKIE}=${value}`,
    "Path=/owner",
    "HttpOnly",
    "SameSite=Strict",
    life,
    ...(isSecure ? ["Secure"] : []),
  ];
  reply.header("set-cookie", parts.join("; "));
}

function readCookie(request: FastifyRequest): string | undefined {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}
