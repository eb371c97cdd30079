import type { CameraRow } from "../../contract/cameras.ts";
import type { Obligations } from "../../contract/consentRecord.ts";
import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import type { Purpose } from "../../contract/viewings.ts";
import type { Fact } from "../ui/Card.tsx";
import { purposeNames } from "../ui/codeWords.ts";
import { formatClock, formatCount, formatCountdown } from "../ui/format.ts";
import { text } from "../ui/text.ts";

type Permitted = Extract<ViewingStatus, { state: "permitted" }>;

/** Renditions are no larger than this, so a limit at or above it is none. */
const NO_LIMIT_PX = 2_160;

/** Why a camera can be seen, line by line. */
export function describeTerms(permit: Permitted, purpose: Purpose | null, hubNowMs: number | null): Fact[] {
  const { terms, endsAtMs } = permit;
  const facts: Fact[] = [
    { name: text.owner, value: terms.ownerLabel },
    { name: text.terms, value: terms.words },
    { name: text.purpose, value: describePurpose(terms.incidentId, purpose), isNumber: terms.incidentId !== undefined },
  ];
  if (endsAtMs !== undefined && hubNowMs !== null)
    facts.push({ name: text.endsIn, value: formatCountdown(endsAtMs - hubNowMs), isNumber: true });
  const told = terms.ownerToldAtMs;
  facts.push(
    {
      name: text.ownerTold,
      value: told === undefined ? text.ownerNotTold : text.ownerToldAt(formatClock(told, "withSeconds")),
    },
    { name: text.auditEntry, value: `#${formatCount(terms.auditSeq)}`, isNumber: true },
  );
  return facts;
}

function describePurpose(incidentId: string | undefined, purpose: Purpose | null): string {
  return incidentId ?? (purpose === null ? text.unknown : (purposeNames[purpose.code] ?? purpose.code));
}

/** Where the masks are: a window vouches only for those it draws itself. */
function describeMasks(masks: Obligations["masks"]): string {
  const drawnCount = masks.filter(({ enforcement }) => enforcement === "client").length;
  const madeCount = masks.length - drawnCount;
  const parts = [
    ...(madeCount === 0 ? [] : [text.masksInPicture(madeCount)]),
    ...(drawnCount === 0 ? [] : [text.masksDrawnHere(drawnCount)]),
  ];
  return parts.join(", ") || text.noMask;
}

/** What the owner asks for in return. */
export function describeDuties(obligations: Obligations): Fact[] {
  const { masks, noAudio, noExport, noSnapshot, watermark, maxHeightPx } = obligations;
  const facts: Fact[] = [
    { name: text.mask, value: describeMasks(masks) },
    { name: text.sound, value: noAudio ? text.notShared : text.soundShared },
    { name: text.exportDuty, value: noExport ? text.notAllowed : text.allowed },
    { name: text.snapshotDuty, value: noSnapshot ? text.notAllowed : text.allowed },
  ];
  if (maxHeightPx < NO_LIMIT_PX)
    facts.push({ name: text.largestPicture, value: text.heightLimit(maxHeightPx), isNumber: true });
  if (watermark) facts.push({ name: text.watermark, value: text.required });
  return facts;
}

/** What may be known about a camera that cannot be seen. */
export function describeCamera(camera: CameraRow): Fact[] {
  return [
    { name: text.owner, value: camera.ownerLabel },
    { name: text.place, value: camera.street },
    { name: text.sharing, value: text.sharingTiers[camera.sharing] },
  ];
}
