import { useEffect, useRef, useState } from "react";
import { Fault } from "../../contract/faults.ts";
import type { RegistryImport } from "../../contract/registryImports.ts";
import { sendFile } from "../state/sendFile.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { importWords as words } from "../ui/importWords.ts";

/** The import that is looked at, and what can be done with it. */
export interface ImportWork {
  readonly busy: { readonly step: "sending" | "reading" | "applying"; readonly percent: number } | null;
  /** Why the last step did not come about. */
  readonly fault: string | null;
  readonly shown: RegistryImport | null;
  /** Newest first. */
  readonly past: readonly RegistryImport[];
  look(file: File): void;
  stop(): void;
  apply(): void;
  undo(importId: string): void;
}

export function useImport({ client }: WindowModel): ImportWork {
  const [busy, setBusy] = useState<ImportWork["busy"]>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [shown, setShown] = useState<RegistryImport | null>(null);
  const [past, setPast] = useState<readonly RegistryImport[]>([]);
  const sending = useRef<AbortController | null>(null);

  async function readPast(): Promise<void> {
    const { imports } = await client.call("imports.list", {});
    setPast(imports);
    // After a return to this screen the last import can still be taken back.
    setShown((now) => now ?? imports.find(({ canUndo }) => canUndo) ?? null);
  }

  async function run(step: "sending" | "applying", work: () => Promise<RegistryImport>): Promise<void> {
    setFault(null);
    setBusy({ step, percent: 0 });
    try {
      setShown(await work());
      await readPast();
    } catch (cause) {
      setFault(explain(cause));
    } finally {
      setBusy(null);
      sending.current = null;
    }
  }

  async function send(file: File, signal: AbortSignal): Promise<RegistryImport> {
    const onProgress = (sentBytes: number) =>
      setBusy({ step: "sending", percent: Math.floor((100 * sentBytes) / file.size) });
    const uploadId = await sendFile(client, "registry-import", file, { signal, onProgress });
    setBusy({ step: "reading", percent: 0 });
    return client.call("imports.preview", { uploadId });
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the screen opens
  useEffect(() => {
    readPast().catch((cause: unknown) => setFault(explain(cause)));
    return () => sending.current?.abort();
  }, [client]);

  return {
    ...{ busy, fault, shown, past },
    look(file) {
      setShown(null);
      const stop = new AbortController();
      sending.current = stop;
      void run("sending", () => send(file, stop.signal));
    },
    stop: () => sending.current?.abort(),
    apply() {
      if (shown !== null) void run("applying", () => client.call("imports.apply", { importId: shown.id }));
    },
    undo: (importId) => void run("applying", () => client.call("imports.undo", { importId })),
  };
}

/** Anything but a fault or a stop is a bug and is thrown on. */
function explain(cause: unknown): string {
  if (cause instanceof Fault) return cause.message;
  if (cause instanceof DOMException && cause.name === "AbortError") return words.stopped;
  throw cause;
}
