import { randomBytes, randomInt } from "node:crypto";

/** Unguessable text of so many random bytes, base64url: fit for ids, nonces and media handles. */
export function makeSecret(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}

const STEPS = 1_000_000;

/** A factor between `1 - spread` and `1 + spread`, so that desks do not act in step. */
export function spreadAround(spread: number): number {
  return 1 + ((randomInt(STEPS) / STEPS) * 2 - 1) * spread;
}
