import { randomBytes } from "node:crypto";
import type { Chance } from "../ports.ts";

const TIME_DIGITS = 9;
const ID_RANDOM_BYTES = 12;

/** Chance of the operating system. Ids begin with their time in base 36, so that they sort by age. */
export function createSystemChance(): Chance {
  return {
    secret: (count) => randomBytes(count).toString("base64url"),
    id: (atMs) => atMs.toString(36).padStart(TIME_DIGITS, "0") + randomBytes(ID_RANDOM_BYTES).toString("hex"),
  };
}
