import type { DeskClient } from "../desk/deskClient.ts";
import type { MediaClock } from "../media/mediaClock.ts";
import { type Actions, createActions } from "./actions.ts";
import { followSelection } from "./followSelection.ts";
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
  const actions = createActions(client, stores, notices, clock);
  const closers = [
    mirrorDesk(client, stores, { display, onFault: notices.tellFault }),
    followSelection(stores, actions, clock),
  ];
  const close = () => {
    for (const closeOne of closers) closeOne();
  };
  return { client, stores, actions, notices, clock, close };
}
