import { useCallback, useEffect, useState } from "react";
import type { Incident } from "../../contract/incidents.ts";
import type { TimelineEntry } from "../../contract/incidentTimeline.ts";
import type { CameraBook } from "../state/cameraBook.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { clipWords } from "../ui/clipWords.ts";
import { causeSentences } from "../ui/codeWords.ts";
import { formatClock } from "../ui/format.ts";
import { changedNames, closeReasonNames, incidentWords, timelineWords } from "../ui/incidentWords.ts";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { groupTimeline, type TimelineGroup } from "./groupTimeline.ts";

/** How often it is looked at again while it is shown: views opened elsewhere raise no revision. Our choice. */
const REFRESH_MS = 5_000;

interface Read {
  readonly entries: readonly TimelineEntry[];
  readonly nextBefore: number | undefined;
}

/** What was done about an incident and by whom, newest first. */
export function Timeline({ model, incident }: { model: WindowModel; incident: Incident }) {
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  const { read, readEarlier } = useTimeline(model, incident.id, incident.revision);
  const groups = groupTimeline(read?.entries ?? []);
  return (
    <Card title={incidentWords.timeline}>
      {read !== null && groups.length === 0 && <p className="cardWords">{incidentWords.nothingDone}</p>}
      <ol className="timeline" aria-label={incidentWords.timeline}>
        {groups.map((group) => (
          <li key={group.seq}>
            <time className="number">{formatClock(group.atMs, "withSeconds")}</time>
            <div>
              {describeGroup(group, book, incident)}{" "}
              {group.by !== undefined && <span className="timelineBy">{group.by}</span>}
            </div>
          </li>
        ))}
      </ol>
      {read?.nextBefore !== undefined && (
        <Button look="quiet" onPress={readEarlier}>
          {incidentWords.earlier}
        </Button>
      )}
    </Card>
  );
}

function useTimeline(model: WindowModel, incidentId: string, revision: number) {
  const [read, setRead] = useState<Read | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the incident is looked at at once
  useEffect(() => {
    let isGone = false;
    const look = async () => {
      const page = await model.actions.readTimeline(incidentId);
      if (page === null || isGone) return;
      // What was read of earlier pages stays below what is new.
      setRead((before) => {
        const oldest = page.entries.at(-1)?.seq ?? 0;
        const earlier = before?.entries.filter(({ seq }) => seq < oldest) ?? [];
        const nextBefore = earlier.length > 0 ? before?.nextBefore : page.nextBefore;
        return { entries: [...page.entries, ...earlier], nextBefore };
      });
    };
    void look();
    const stop = model.clock.every(REFRESH_MS, () => void look());
    return () => {
      isGone = true;
      stop();
    };
  }, [model, incidentId, revision]);
  const readEarlier = useCallback(async () => {
    if (read?.nextBefore === undefined) return;
    const page = await model.actions.readTimeline(incidentId, read.nextBefore);
    if (page !== null) setRead({ entries: [...read.entries, ...page.entries], nextBefore: page.nextBefore });
  }, [model, incidentId, read]);
  return { read, readEarlier: () => void readEarlier() };
}

function describeGroup(
  { kind, cameraIds, cause, reason, changed }: TimelineGroup,
  book: CameraBook,
  { source }: Incident,
): string {
  const why = cause === undefined ? "" : `. ${causeSentences[cause]}.`;
  if (kind === "opened") return timelineWords.opened(source === "manual" ? incidentWords.openedByHand : "");
  if (kind === "updated")
    return timelineWords.updated(changed?.map((name) => changedNames[name] ?? name).join(", ") ?? "");
  if (kind === "closed")
    return timelineWords.closed(reason === undefined ? "" : closeReasonNames[reason].toLowerCase());
  const [first] = cameraIds;
  const number = first === undefined ? "" : (book.byId.get(first)?.number ?? first);
  const isClip = kind === "clip-pulled" || kind === "clip-downloaded" || kind === "clip-deleted";
  if (isClip)
    return timelineWords[kind](cameraIds.length > 1 ? clipWords.count(cameraIds.length) : clipWords.ofCamera(number));
  return timelineWords[kind](cameraIds.length > 1 ? text.views(cameraIds.length) : number) + why;
}
