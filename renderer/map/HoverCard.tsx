import { useState, useSyncExternalStore } from "react";
import type { CameraRow } from "../../contract/cameras.ts";
import type { IncidentCamera } from "../../contract/incidents.ts";
import { PreviewPicture } from "../consent/PreviewPicture.tsx";
import type { WindowPictures } from "../consent/windowPictures.ts";
import { formatAge } from "../media/formatAge.ts";
import type { TileReport } from "../media/tileReport.ts";
import { stateWords } from "../ui/codeWords.ts";
import { mapWords as words } from "../ui/mapWords.ts";
import { StateMark } from "../ui/StateMark.tsx";
import { text } from "../ui/text.ts";
import { describeReasons } from "./describeCamera.ts";

interface HoverCardProps {
  readonly pictures: WindowPictures;
  readonly row: CameraRow;
  readonly near: IncidentCamera | undefined;
  readonly hasPurpose: boolean;
  /** Pixels of the view, and its size: the card stays inside it. */
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Why there can be no glance at a camera, known without asking; null where asking would tell. */
export function findPreviewBar(row: CameraRow, near: IncidentCamera | undefined, hasPurpose: boolean): string | null {
  if (!row.hasStream || row.sharing === "registry-only") return words.registryNote;
  if (!hasPurpose) return words.purposeForPreview;
  return near === undefined || near.prospect === "allowed" ? null : describeBar(near);
}

function describeBar({ prospect, reasons }: IncidentCamera): string {
  if (prospect === "asks-owner" || prospect === "asks-supervisor") return words.askNote;
  return describeReasons(reasons) || `${text.notAvailable}.`;
}

/** What a camera is and, where its terms allow, a glance at its picture; else why not. */
export function HoverCard({ pictures, row, near, hasPurpose, x, y, widthPx, heightPx }: HoverCardProps) {
  const bar = findPreviewBar(row, near, hasPurpose);
  const status = useSyncExternalStore(pictures.preview.subscribe, pictures.preview.status);
  const [report, setReport] = useState<TileReport | null>(null);
  const isShown = bar === null && pictures.preview.cameraId() === row.id;
  const left = x > widthPx * 0.6 ? { right: widthPx - x + 18 } : { left: x + 18 };
  const top = y > heightPx * 0.55 ? { bottom: heightPx - y + 10 } : { top: y + 10 };
  return (
    <div className="mapCard" style={{ ...left, ...top }} data-preview={status?.state ?? "none"} aria-hidden="true">
      {isShown && status?.state !== "refused" && (
        <div className="mapCardPicture">
          <PreviewPicture pictures={pictures} cameraId={row.id} onReport={setReport} />
        </div>
      )}
      <div className="mapCardWords">
        <p className="mapCardHead">
          <b className="number">{row.number}</b>
          <span className="rowName">{row.name}</span>
          {isShown && report !== null && !report.isBlank && (
            <span className={`state state-${report.state}`}>
              <StateMark state={report.state} />
              {stateWords[report.state]} {report.frameAgeMs === null ? "" : formatAge(report.frameAgeMs)}
            </span>
          )}
        </p>
        <p>
          {row.ownerLabel} · {text.sharingTiers[row.sharing]}
        </p>
        <p className="mapCardWhy">{bar ?? describeStatus(status)}</p>
      </div>
    </div>
  );
}

function describeStatus(status: ReturnType<WindowPictures["preview"]["status"]>): string {
  if (status === null || status.state === "asking") return words.lookingUp;
  if (status.state === "permitted") return status.terms.words;
  if (status.state === "pending") return words.askNote;
  if (status.state === "refused") return describeReasons(status.reasons) || `${text.notAvailable}.`;
  return `${text.notAvailable}.`;
}
