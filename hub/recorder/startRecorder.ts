import { Fault } from "../../contract/faults.ts";
import type { LiveSources } from "../media/liveSources.ts";
import type { HubClock, HubLog, RecordingHolds } from "../ports.ts";
import type { RecordOptions } from "../readRecordOptions.ts";
import type { Consents } from "../registry/consents.ts";
import type { Site } from "../site/loadSite.ts";
import { lockFolder } from "./lockFolder.ts";
import { openRecorder, type Recorder } from "./recorder.ts";
import { createRecordingDisk, readDiskError } from "./recordingDisk.ts";

interface Options {
  readonly record: RecordOptions;
  readonly site: Pick<Site, "cameras">;
  readonly sources: LiveSources;
  readonly consents: Consents;
  readonly holds: RecordingHolds;
  readonly clock: HubClock;
  readonly log: HubLog;
}

/** The recorder of a hub, with its folder to itself. Throws `DATA_UNUSABLE` for a folder it cannot record to. */
export async function startRecorder({ record, site, ...parts }: Options): Promise<Recorder> {
  const { dir, ...wishes } = record;
  const letGo = lockFolder(dir);
  const mayBe = site.cameras.filter(({ stream, can }) => stream !== undefined && can.recorded);
  try {
    const cameraIds = mayBe.map(({ id }) => id);
    const recorder = await openRecorder({ ...parts, ...wishes, cameraIds, disk: createRecordingDisk(dir) });
    const close = async () => {
      await recorder.close();
      letGo();
    };
    return { ...recorder, close };
  } catch (cause) {
    letGo();
    const why = readDiskError(cause);
    if (why === undefined) throw cause;
    throw new Fault("DATA_UNUSABLE", `${dir} cannot be read or written (${why}).`, { cause });
  }
}
