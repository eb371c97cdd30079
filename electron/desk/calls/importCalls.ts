import { createUploadRelay } from "../uploads/uploadRelay.ts";
import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

type ImportCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `uploads.${string}` | `imports.${string}`>>;

/** Calls about files for the hub, and about those brought into the registry. */
export function createImportCalls({ hub, windows }: DeskParts): ImportCalls {
  const relay = createUploadRelay({ hub, isOpen: (windowId) => windows.find(windowId) !== undefined });
  return {
    "uploads.start": (wish, { windowId }) => relay.start(windowId, wish),
    "uploads.part": async (part, { windowId }) => ({ receivedBytes: await relay.push(windowId, part) }),
    async "uploads.cancel"({ uploadId }, { windowId }) {
      await relay.cancel(windowId, uploadId);
      return {};
    },
    "imports.list": () => hub.call("registryImports"),
    "imports.preview": ({ uploadId }) => hub.call("previewImport", { body: { uploadId } }),
    "imports.apply": ({ importId }) => hub.call("applyImport", { id: importId }),
    "imports.undo": ({ importId }) => hub.call("undoImport", { id: importId }),
  };
}
