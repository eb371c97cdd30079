import { z } from "zod";
import { DurationMs, Id, Label } from "./primitives.ts";

export const ROLES = ["analyst", "supervisor", "trainer", "auditor", "administrator"] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** What a role may do beyond watching. */
export const RIGHTS = [
  "view-live",
  "approve-requests",
  "close-incidents",
  "verify-incidents",
  "enrol-stations",
  "import-registry",
  "see-stations",
  "push-views",
  "run-training",
] as const;
export const Right = z.enum(RIGHTS);
export type Right = z.infer<typeof Right>;

/** The operator as the hub knows them. */
export const Me = z.strictObject({
  operatorId: Id,
  /** What they type to sign in. */
  name: Id,
  /** What others see, for example "A. Reyes". */
  label: Label,
  roles: z.array(Role).max(ROLES.length),
  agency: z.strictObject({ id: Id, name: Label }),
  rights: z.array(Right).max(RIGHTS.length),
  /** Only of a station that runs without an operator: the one who answers for what it shows. */
  responsibleLabel: Label.optional(),
});
export type Me = z.infer<typeof Me>;

/** Longest password accepted; longer ones are refused before any hashing is paid for. */
export const MAX_PASSWORD_LENGTH = 200;

/** What an operator or owner types to sign in; that it is nobody's name is found out later. */
export const SignInName = z.string().min(1).max(64);
export const Password = z.string().min(1).max(MAX_PASSWORD_LENGTH);

/** `station`: the station alone, by its key, where an administrator has allowed it to run without an operator. */
export const SignInRequest = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("password"), operator: SignInName, password: Password, stationId: Id }),
  z.strictObject({ kind: z.literal("station"), stationId: Id }),
]);
export type SignInRequest = z.infer<typeof SignInRequest>;

const Token = z.string().min(16).max(4_096);

/** Both tokens are bound to the station's key (RFC 9449); the refresh token is replaced at each use. */
export const SessionTokens = z.strictObject({
  accessToken: Token,
  accessEndsInMs: DurationMs,
  refreshToken: Token,
  refreshEndsInMs: DurationMs,
  me: Me,
});
export type SessionTokens = z.infer<typeof SessionTokens>;

export const RefreshRequest = z.strictObject({ refreshToken: Token, stationId: Id });

/** Ed25519 public key (RFC 8037). */
export const PublicJwk = z.strictObject({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  kid: z.string().max(64).optional(),
  alg: z.string().max(16).optional(),
  use: z.string().max(16).optional(),
});
export type PublicJwk = z.infer<typeof PublicJwk>;

export const EnrolRequest = z.strictObject({
  code: z.string().min(8).max(64),
  publicJwk: PublicJwk,
  name: Label,
});
export const EnrolAnswer = z.strictObject({ stationId: Id, thumbprint: z.string().max(64) });
export const StationCode = z.strictObject({ code: z.string().min(8).max(64), endsInMs: DurationMs });

export const HubInfo = z.strictObject({
  name: Label,
  version: z.string().max(40),
  /** Monotonic for the life of a hub: wall time at its start plus a monotonic clock. */
  hubNowMs: z.int().nonnegative(),
  issuer: z.string().max(200),
  signInMethods: z.array(z.enum(["password", "station"])).max(4),
  jwks: z.strictObject({ keys: z.array(PublicJwk).max(8) }),
  capabilities: z.array(z.string().max(40)).max(32),
  site: z.strictObject({ id: Id, name: Label, synthetic: z.boolean() }),
});
export type HubInfo = z.infer<typeof HubInfo>;
