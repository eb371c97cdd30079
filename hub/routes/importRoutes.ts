import { type DefinedRoute, defineRoute } from "../http/defineRoute.ts";
import type { RegistryImports } from "../imports/imports.ts";
import type { Session } from "../people/sessions.ts";
import type { Uploads } from "../uploads/uploads.ts";
import { requireRight } from "./sessionRoutes.ts";

/** Calls about files on their way here, and about those brought into the registry. */
export function defineImportRoutes({
  uploads,
  imports,
}: {
  uploads: Uploads;
  imports: RegistryImports;
}): DefinedRoute[] {
  const importer = (session: Session) => {
    requireRight(session, "import-registry");
    return session.account;
  };
  return [
    defineRoute("startUpload", ({ session, body }) => uploads.start(body, session.account)),
    defineRoute("putUploadPart", ({ session, params, body }) => {
      const part = Buffer.from(body.data, "base64");
      return { receivedBytes: uploads.append(params.id, session.account, body.offsetBytes, part) };
    }),
    defineRoute("dropUpload", ({ session, params }) => {
      uploads.drop(params.id, session.account);
      return {};
    }),
    defineRoute("registryImports", async ({ session }) => {
      importer(session);
      return { imports: await imports.list() };
    }),
    defineRoute("previewImport", ({ session, body }) => imports.preview(body.uploadId, importer(session))),
    defineRoute("applyImport", ({ session, params }) => imports.apply(params.id, importer(session))),
    defineRoute("undoImport", ({ session, params }) => imports.undo(params.id, importer(session))),
  ];
}
