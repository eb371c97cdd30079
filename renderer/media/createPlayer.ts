import { createFlvPlayer } from "./flvPlayer.ts";
import { createHlsPlayer } from "./hlsPlayer.ts";
import type { CreatePlayer } from "./player.ts";

/**
 * Starts a player for a media handle. Only the code that holds a viewing may call this: without a handle, which only
 * a granted viewing gives, there is nothing to play.
 */
export const createPlayer: CreatePlayer = (request) =>
  request.handle.protocol === "flv" ? createFlvPlayer(request) : createHlsPlayer(request);
