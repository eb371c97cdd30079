import { useEffect, useState } from "react";
import type { Clip, ClipDownload } from "../../contract/clips.ts";
import type { WindowModel } from "../state/windowModel.ts";

/** The clips of one incident, read anew as they go on. Null until the hub has answered. */
export function useClips({ client, actions }: WindowModel, incidentId: string): readonly Clip[] | null {
  const [clips, setClips] = useState<readonly Clip[] | null>(null);
  useEffect(() => {
    let isGone = false;
    let isReading = false;
    let isDue = false;
    const read = async (): Promise<void> => {
      // What comes while it is read is read once, after it.
      if (isReading) {
        isDue = true;
        return;
      }
      isReading = true;
      const answer = await actions.listClips(incidentId);
      isReading = false;
      if (isGone) return;
      if (answer !== null) setClips(answer);
      if (isDue) {
        isDue = false;
        await read();
      }
    };
    void read();
    const again = (news: { incidentId: string }) => {
      if (news.incidentId === incidentId) void read();
    };
    const leave = [client.on("clips.changed", again), client.on("markers.changed", again)];
    return () => {
      isGone = true;
      for (const stop of leave) stop();
    };
  }, [client, actions, incidentId]);
  return clips;
}

/** What this station downloads or has downloaded, by clip. */
export function useClipDownloads({ client }: WindowModel): ReadonlyMap<string, ClipDownload> {
  const [downloads, setDownloads] = useState<ReadonlyMap<string, ClipDownload>>(new Map());
  useEffect(() => {
    let isGone = false;
    const put = (some: readonly ClipDownload[]) =>
      setDownloads((before) => new Map([...before, ...some.map((one) => [one.clipId, one] as const)]));
    // A desk that cannot answer says so where it is asked for something.
    client.call("clips.downloads", {}).then(
      (answer) => isGone || put(answer.downloads),
      () => undefined,
    );
    const leave = client.on("clips.downloading", (download) => put([download]));
    return () => {
      isGone = true;
      leave();
    };
  }, [client]);
  return downloads;
}
