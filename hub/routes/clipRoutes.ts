import type { Clips } from "../clips/clips.ts";
import { type DefinedRoute, defineRoute } from "../http/defineRoute.ts";
import { requireRight } from "./sessionRoutes.ts";

/** Calls about clips. Who may watch may pull, name and read them; each camera's terms decide on each. */
export function defineClipRoutes({ clips }: { clips: Clips }): DefinedRoute[] {
  return [
    defineRoute("pullClips", async ({ session, body }) => {
      requireRight(session, "view-live");
      return { clips: await clips.pull(session, body) };
    }),
    defineRoute("previewClips", ({ session, body }) => {
      requireRight(session, "view-live");
      return clips.preview(session, body);
    }),
    defineRoute("clips", async ({ session, params }) => {
      requireRight(session, "view-live");
      return { clips: await clips.list(session, params.id) };
    }),
    defineRoute("changeClip", ({ session, params, body }) => {
      requireRight(session, "view-live");
      return clips.change(session, params.id, body);
    }),
    defineRoute("removeClip", async ({ session, params }) => {
      requireRight(session, "view-live");
      await clips.remove(session, params.id);
      return {};
    }),
  ];
}
