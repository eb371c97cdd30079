/** Name of the one IPC channel between a window and its desk in Electron, both ways. A file of its own for the preload. */
export const DESK_CHANNEL = "glasshouse:desk";
