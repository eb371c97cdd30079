/** Types of what is dragged inside Glasshouse; nothing dropped from elsewhere has them. */
export const CAMERA_DRAG = "application/x-glasshouse-camera";
export const TILE_DRAG = "application/x-glasshouse-tile";
export const VIEW_DRAG = "application/x-glasshouse-view";
const DRAG_TYPES = [CAMERA_DRAG, TILE_DRAG, VIEW_DRAG] as const;

/** Between the ids of cameras dragged together; no id has it. */
const SEPARATOR = " ";

/** What a drag carries. */
export type Dragged =
  | { readonly kind: "cameras"; readonly cameraIds: readonly string[] }
  | { readonly kind: "tile"; readonly tile: number }
  | { readonly kind: "view"; readonly viewId: string };

export function writeCameras(cameraIds: readonly string[]): string {
  return cameraIds.join(SEPARATOR);
}

/** Whether a drag is one of ours; what it carries can only be read when it is dropped. */
export function isOurs(data: Pick<DataTransfer, "types">): boolean {
  return DRAG_TYPES.some((type) => data.types.includes(type));
}

/** What was dropped; null for what is not ours, or nothing. */
export function readDrag(data: Pick<DataTransfer, "getData">): Dragged | null {
  const cameraIds = data.getData(CAMERA_DRAG).split(SEPARATOR).filter(Boolean);
  if (cameraIds.length > 0) return { kind: "cameras", cameraIds };
  const tile = Number.parseInt(data.getData(TILE_DRAG), 10);
  if (Number.isInteger(tile)) return { kind: "tile", tile };
  const viewId = data.getData(VIEW_DRAG);
  return viewId === "" ? null : { kind: "view", viewId };
}
