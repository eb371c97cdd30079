import { useState } from "react";
import type { Clip, ClipDownload } from "../../contract/clips.ts";
import type { Incident, IncidentCameras } from "../../contract/incidents.ts";
import { hasRight } from "../state/mirrorDesk.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { clipWords as words } from "../ui/clipWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { ClipForm } from "./ClipForm.tsx";
import { ClipRow } from "./ClipRow.tsx";
import { useClipDownloads, useClips } from "./useClips.ts";
import "./clips.css";

interface ClipsPanelProps {
  readonly model: WindowModel;
  readonly incident: Incident;
  /** Null until the hub has answered. */
  readonly near: IncidentCameras | null;
}

/** The clips of an incident, how they go on, and the way to more. */
export function ClipsPanel({ model, incident, near }: ClipsPanelProps) {
  const [isPulling, setPulling] = useState(false);
  const clips = useClips(model, incident.id);
  const downloads = useClipDownloads(model);
  const session = useStoreValue(model.stores.session, (state) => state.session);
  const mayPull = hasRight(session, "view-live") && incident.closedAtMs === undefined && incident.verified;
  if (clips === null || (clips.length === 0 && !mayPull)) return null;
  const fresh = clips.filter((clip) => isToDownload(clip, downloads.get(clip.id)));
  return (
    <Card title={words.title}>
      <div className="clips">
        <p className="cardWords">{words.words}</p>
        {clips.length > 0 && (
          <ul className="clipList" aria-label={words.title}>
            {clips.map((clip) => (
              <ClipRow key={clip.id} model={model} clip={clip} download={downloads.get(clip.id)} />
            ))}
          </ul>
        )}
        <div className="clipsFoot">
          {mayPull && <Button onPress={() => setPulling(true)}>{words.pull}</Button>}
          {fresh.length > 1 && (
            <Button
              onPress={() => {
                for (const clip of fresh) model.actions.downloadClip(clip);
              }}
            >
              {words.downloadAll(fresh.length)}
            </Button>
          )}
        </div>
      </div>
      {isPulling && <ClipForm model={model} incident={incident} near={near} onClose={() => setPulling(false)} />}
    </Card>
  );
}

function isToDownload(clip: Clip, download: ClipDownload | undefined): boolean {
  const isHad = download?.state === "going" || download?.state === "done";
  return clip.state === "ready" && !clip.isOutdated && clip.reasons.length === 0 && !isHad;
}
