import { type Camera, type CameraPage, type CameraRow, MAX_CAMERAS } from "../../../contract/cameras.ts";
import { Fault } from "../../../contract/faults.ts";
import { createNews, type News } from "../news.ts";

export interface CameraChange {
  revision: number;
  isWhole: boolean;
  changed: CameraRow[];
  removedIds: string[];
  /** Cameras that were not online before and are now. */
  backIds: ReadonlySet<string>;
}

/** The hub's cameras as last read, kept up to date by delta pages. */
export interface CameraMirror {
  readonly changed: News<CameraChange>;
  revision(): number;
  rows(): CameraRow[];
  find(cameraId: string): Camera | undefined;
  /** Reads what changed; one reading at a time. Throws a `Fault`. */
  read(): Promise<void>;
  clear(): void;
}

export function createCameraMirror(
  askPage: (since: number, after: string | undefined) => Promise<CameraPage>,
): CameraMirror {
  const changed = createNews<CameraChange>();
  let cameras = new Map<string, Camera>();
  let revision = 0;
  let reading = Promise.resolve();

  async function readPages(since: number): Promise<CameraPage> {
    const whole: CameraPage = { revision: 0, cameras: [], removedIds: [] };
    let after: string | undefined;
    do {
      const page = await askPage(since, after);
      whole.revision = page.revision;
      whole.cameras.push(...page.cameras);
      whole.removedIds.push(...page.removedIds);
      if (whole.cameras.length > MAX_CAMERAS) throw new Fault("HUB_ANSWER_INVALID", "It has too many cameras.");
      after = page.nextAfter;
    } while (after !== undefined);
    return whole;
  }

  async function readOnce(): Promise<void> {
    const since = revision;
    const page = await readPages(since);
    // A hub that counts from the start again has forgotten what we know.
    if (page.revision < since) {
      revision = 0;
      return readOnce();
    }
    if (since > 0 && page.cameras.length === 0 && page.removedIds.length === 0) return;
    apply(page, since === 0);
  }

  function apply(page: CameraPage, isWhole: boolean): void {
    const before = cameras;
    cameras = isWhole ? new Map() : new Map(before);
    for (const id of page.removedIds) cameras.delete(id);
    for (const camera of page.cameras) cameras.set(camera.id, camera);
    revision = page.revision;
    const backIds = page.cameras.filter(
      ({ id, health }) => health.state === "online" && before.get(id)?.health.state !== "online",
    );
    changed.tell({
      revision,
      isWhole,
      changed: page.cameras.map(describeRow),
      removedIds: page.removedIds,
      backIds: new Set(backIds.map(({ id }) => id)),
    });
  }

  return {
    changed,
    revision: () => revision,
    rows: () => [...cameras.values()].map(describeRow),
    find: (cameraId) => cameras.get(cameraId),
    read() {
      reading = reading.catch(() => {}).then(readOnce);
      return reading;
    },
    clear() {
      cameras = new Map();
      revision = 0;
    },
  };
}

/** What windows keep of a camera. */
function describeRow(camera: Camera): CameraRow {
  const { id, number, name, owner, position, fieldOfView, sharing, health, place, renditions } = camera;
  return {
    id,
    number,
    name,
    ownerKind: owner.kind,
    ownerLabel: owner.label,
    ...(position === undefined ? {} : { position }),
    ...(fieldOfView === undefined ? {} : { fieldOfView }),
    sharing,
    health,
    street: place.street,
    hasStream: (renditions?.length ?? 0) > 0,
  };
}
