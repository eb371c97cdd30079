/** Types of what is dragged inside Glasshouse; nothing dropped from elsewhere has them. */
export const CAMERA_DRAG = "application/x-glasshouse-camera";
export const TILE_DRAG = "application/x-glasshouse-tile";
