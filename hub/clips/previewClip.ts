import type { ClipPreview } from "../../contract/clips.ts";
import type { Obligations } from "../../contract/consentRecord.ts";
import type { Span } from "../../contract/recorded.ts";
import type { Session } from "../people/sessions.ts";
import type { RecordedSource } from "../ports.ts";
import { hideReasons } from "../viewings/describeAnswer.ts";
import type { ClipConsent, ClipWish } from "./clipConsent.ts";
import { addStretch, boundPieces } from "./clipSpans.ts";
import { planClip } from "./planClip.ts";

type Item = ClipPreview["items"][number];

/** What would come of pulling one camera. Nothing is known of recordings that may not be seen. */
export async function previewClip(
  { source, consent }: { source: RecordedSource; consent: ClipConsent },
  session: Session,
  wish: ClipWish,
): Promise<Item> {
  const { cameraId } = wish;
  const { decision, permitted, lacksEncoder } = await consent.judge(session, wish);
  if (decision.outcome !== "permit") {
    const prospect = lacksEncoder ? "no-encoder" : "refused";
    return { cameraId, prospect, reasons: hideReasons(decision.reasons), covered: [] };
  }
  const wanted = {
    fromMs: Math.max(wish.fromMs, permitted[0]?.fromMs ?? wish.untilMs),
    toMs: Math.min(wish.untilMs, permitted.at(-1)?.toMs ?? wish.fromMs),
  };
  const { obligations } = decision;
  const isAny = wanted.fromMs < wanted.toMs;
  const plan = isAny
    ? await planClip(source, { cameraId, wanted, permitted, maxHeightPx: obligations.maxHeightPx })
    : null;
  if (plan === null) return { cameraId, prospect: "not-recorded", reasons: [], covered: [] };
  const stretches = plan.segments.map(({ atMs, durationMs }) => ({ fromMs: atMs, toMs: atMs + durationMs }));
  const covered = boundPieces(stretches.reduce<Span[]>(addStretch, []));
  const isCopied = !isBurned(obligations) && plan.heightPx === plan.rendition.heightPx;
  return { cameraId, prospect: isCopied ? "copied" : "re-encoded", reasons: [], covered };
}

/** Whether anything has to be drawn into the pictures by the hub. */
export function isBurned({ watermark, masks }: Obligations): boolean {
  return watermark || masks.some(({ enforcement }) => enforcement !== "camera");
}
