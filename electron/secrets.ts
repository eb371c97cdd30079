import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { safeStorage } from "electron";
import type { ShellPort } from "./desk/ports.ts";
import { readText, replaceText } from "./desk/privateFile.ts";
import { noSecretStore } from "./desk/shells/systemPorts.ts";

const FOLDER_MODE = 0o700;

/**
 * Secrets encrypted by the operating system, one file each. On a Linux without a keyring Chromium encrypts with a
 * password that is in its source ("basic_text"): that is no secret store, and is not used as one.
 */
export async function openSystemSecrets(dir: string): Promise<ShellPort["secrets"]> {
  if (process.platform === "linux" && safeStorage.getSelectedStorageBackend() === "basic_text") return noSecretStore;
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return noSecretStore;
  const pathOf = (name: string): string => join(dir, `${encodeURIComponent(name)}.secret`);
  const write = async (name: string, value: string): Promise<void> => {
    const encrypted = await safeStorage.encryptStringAsync(value);
    await mkdir(dir, { recursive: true, mode: FOLDER_MODE });
    await replaceText(pathOf(name), encrypted.toString("base64"));
  };
  return {
    async read(name) {
      const text = await readText(pathOf(name));
      if (text === null) return null;
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(text, "base64"));
      if (shouldReEncrypt) await write(name, result);
      return result;
    },
    write,
  };
}
