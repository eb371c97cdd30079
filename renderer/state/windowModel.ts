import type { DeskClient } from "../desk/deskClient.ts";
import type { MediaClock } from "../media/mediaClock.ts";
import { type Actions, createActions } from "./actions.ts";
import { mirrorDesk } from "./mirrorDesk.ts";
import { createNotices, type Notices } from "./notices.ts";
import { createStores, type Stores } from "./stores.ts";

/** All a window knows and all it can do, apart from pictures. */
export interface WindowModel {
  readonly client: DeskClient;
  readonly stores: Stores;
  readonly actions: Actions;
  readonly notices: Notices;
  readonly clock: MediaClock;
  close(): void;
}

/** `display` is absent for a console. */
export function createWindowModel(client: DeskClient, clock: MediaClock, display: number | undefined): WindowModel {
  const stores = createStores();
  const notices = createNotices(stores, clock);
  const actions = createActions(client, stores, notices);
  const close = mirrorDesk(client, stores, { display, onFault: notices.tellFault });
  return { client, stores, actions, notices, clock, close };
}
