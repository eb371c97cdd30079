import { type DefinedRoute, defineRoute } from "../http/defineRoute.ts";
import type { Recorder } from "../recorder/recorder.ts";

/** The call about the recorder; undefined is a hub that does not record. */
export function defineRecorderRoutes({ recorder }: { recorder: Recorder | undefined }): DefinedRoute[] {
  return [defineRoute("recorder", () => ({ recorder: recorder?.health() ?? null }))];
}
