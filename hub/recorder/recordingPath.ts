import { RENDITION_NAMES, type RenditionName } from "../../contract/cameras.ts";
import { Id } from "../../contract/primitives.ts";

/** Where a recording lies: `cam-101/sub/20261125T210500000Z.mp4`, by the capture of its first frame. */
export interface RecordingPlace {
  readonly cameraId: string;
  readonly rendition: RenditionName;
}

const PATH = /^(?<camera>[^/]+)\/(?<rendition>[a-z]+)\/\d{8}T\d{9}Z\.mp4$/;
/** Where files go that are not served any more. No camera's folder has this name: a dot alone is written otherwise. */
const ASIDE = ".set-aside";

export function writeRecordingPath({ cameraId, rendition }: RecordingPlace, baseMs: number): string {
  const name = new Date(baseMs).toISOString().replaceAll(/[-:.]/g, "");
  return `${writeFolder(cameraId)}/${rendition}/${name}.mp4`;
}

/** Ids may hold a colon, which Windows forbids, and may begin with a dot, which hides a folder or leads out of it. */
function writeFolder(cameraId: string): string {
  return encodeURIComponent(cameraId).replace(/^\./, "%2E");
}

/** Whose recording a path is; undefined where no recording of ours would lie. */
export function readRecordingPath(path: string): RecordingPlace | undefined {
  const { camera, rendition: name } = PATH.exec(path)?.groups ?? {};
  const rendition = RENDITION_NAMES.find((known) => known === name);
  if (camera === undefined || rendition === undefined) return undefined;
  try {
    const cameraId = Id.safeParse(decodeURIComponent(camera)).data;
    return cameraId === undefined || writeFolder(cameraId) !== camera ? undefined : { cameraId, rendition };
  } catch {
    return undefined;
  }
}

/** Where a file is kept that is not served any more. `atMs` tells it from one of the same name. */
export function writeAsidePath(path: string, atMs: number): string {
  return `${ASIDE}/${path}.${Math.floor(atMs)}`;
}

/** Where a file that was set aside once lay; undefined for one that was not. */
export function readAsidePath(path: string): string | undefined {
  return path.startsWith(`${ASIDE}/`) ? path.slice(ASIDE.length + 1).replace(/\.\d+$/, "") : undefined;
}
