import { type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

/** OWASP's floor for scrypt: 2^15 · 8 · 3 costs about a tenth of a second and 32 MiB. */
const COST = { N: 32_768, r: 8, p: 3 };
const MAX_MEMORY_BYTES = 64 * 1_024 * 1_024;
const KEY_BYTES = 32;

/** A storable hash that carries its own salt and cost. Runs off the main thread. */
export async function hashPassword(password: string, salt: string): Promise<string> {
  const key = await derive(password, salt, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt, key.toString("base64url")].join("$");
}

/** Whether a password belongs to a hash; false too for a hash nobody wrote. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [name, cost, blockSize, parallel, salt, key] = hash.split("$");
  if (name !== "scrypt" || salt === undefined || key === undefined) return false;
  const expected = Buffer.from(key, "base64url");
  const given = await derive(password, salt, { N: Number(cost), r: Number(blockSize), p: Number(parallel) });
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function derive(password: string, salt: string, cost: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFC"), salt, KEY_BYTES, { ...cost, maxmem: MAX_MEMORY_BYTES }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
