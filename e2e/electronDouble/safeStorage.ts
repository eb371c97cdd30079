import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type * as Electron from "electron";
import { refuseMissing } from "./refuseMissing.ts";
import { userDataDir } from "./state.ts";

type Methods = Pick<
  Electron.SafeStorage,
  "decryptStringAsync" | "encryptStringAsync" | "getSelectedStorageBackend" | "isAsyncEncryptionAvailable"
>;

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Encrypts for real, with a key that lasts as long as the folder of the run's data. */
function openKey(): Buffer {
  const path = join(userDataDir(), "electronDouble.key");
  if (!existsSync(path)) writeFileSync(path, randomBytes(KEY_BYTES), { mode: 0o600 });
  return readFileSync(path);
}

export const safeStorage = refuseMissing("safeStorage", {
  getSelectedStorageBackend: () => "gnome_libsecret",
  isAsyncEncryptionAvailable: async () => true,
  async encryptStringAsync(text: string) {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv("aes-256-gcm", openKey(), iv);
    const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  },
  async decryptStringAsync(encrypted: Buffer) {
    const decipher = createDecipheriv("aes-256-gcm", openKey(), encrypted.subarray(0, IV_BYTES));
    decipher.setAuthTag(encrypted.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const body = encrypted.subarray(IV_BYTES + TAG_BYTES);
    const result = Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
    return { result, shouldReEncrypt: false };
  },
} satisfies Methods);
