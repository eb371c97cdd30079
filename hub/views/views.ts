import { z } from "zod";
import { Fault } from "../../contract/faults.ts";
import { LayoutChoice } from "../../contract/layouts.ts";
import { Id, Label } from "../../contract/primitives.ts";
import {
  MAX_SHARED_VIEWS,
  MAX_VIEWS,
  VIEWS_PER_PAGE,
  type View,
  type ViewChange,
  type ViewPage,
} from "../../contract/views.ts";
import { hasSoundMarks, MAX_TILES, TileNumber, UNSOUND_MARKS, ViewSequence } from "../../contract/wall.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import type { Account } from "../people/accounts.ts";
import type { HubClock, HubLog } from "../ports.ts";
import type { HubDatabase, SavedViewTable } from "../store/tables.ts";

/** Whom a change of a view concerns: its owner alone, or everybody. */
export interface ViewNews {
  readonly owner: string;
  readonly isShared: boolean;
}

/**
 * Operators' views. A view gives no right to a picture: each of its cameras is decided anew when it is opened.
 * Somebody else's private view is as absent as one that never was.
 */
export interface Views {
  /** One's own and shared ones after an id, by id. */
  readPage(account: Account, after: string | undefined): ViewPage;
  /** Throws `CONFLICT`, `NOT_FOUND` or `RIGHT_MISSING`. */
  put(account: Account, id: string, change: ViewChange): Promise<View>;
  /** Throws `CONFLICT`, `NOT_FOUND` or `RIGHT_MISSING`. */
  remove(account: Account, id: string, revision: number): Promise<void>;
  onChanged(listener: (news: ViewNews) => void): void;
}

const storedFields = {
  name: Label,
  ownerLabel: Label,
  layout: LayoutChoice,
  tiles: z.array(Id.nullable()).max(MAX_TILES),
};
/** Version 1 knew neither sequences nor a hotspot. */
const StoredView = z.discriminatedUnion("schema", [
  z
    .strictObject({ schema: z.literal(1), ...storedFields })
    .transform((view) => ({ ...view, sequences: [], hotspot: null })),
  z
    .strictObject({
      schema: z.literal(2),
      ...storedFields,
      sequences: z.array(ViewSequence).max(MAX_TILES),
      hotspot: TileNumber.nullable(),
    })
    .refine(hasSoundMarks, UNSOUND_MARKS),
]);

interface KeptView extends Omit<View, "isOwn"> {
  readonly owner: string;
}

interface Parts {
  db: HubDatabase;
  audit: AuditLog;
  clock: HubClock;
  log: HubLog;
}

export async function loadViews({ db, audit, clock, log }: Parts): Promise<Views> {
  const byId = await readKept(db, log);
  const listeners: ((news: ViewNews) => void)[] = [];
  let lastChange: Promise<unknown> = Promise.resolve();

  /** The view to be changed. What the account may not see does not exist for it. */
  function findOwn(account: Account, id: string, revision: number): KeptView {
    const view = byId.get(id);
    if (view === undefined || !canSee(account, view)) throw new Fault("NOT_FOUND", "There is no such view.");
    if (view.owner !== account.name) throw new Fault("RIGHT_MISSING", "Only its owner can change a shared view.");
    if (view.revision !== revision) throw new Fault("CONFLICT", "The view was changed at another desk.");
    return view;
  }

  function demandRoom(account: Account, before: KeptView | undefined, isShared: boolean): void {
    const views = [...byId.values()];
    if (before === undefined && views.filter(({ owner }) => owner === account.name).length >= MAX_VIEWS)
      throw new Fault("CONFLICT", `You have ${MAX_VIEWS} views, the most there can be. Delete one first.`);
    const isNewlyShared = isShared && before?.isShared !== true;
    if (isNewlyShared && views.filter((view) => view.isShared).length >= MAX_SHARED_VIEWS)
      throw new Fault("CONFLICT", `Your agency shares ${MAX_SHARED_VIEWS} views, the most there can be.`);
  }

  async function put(account: Account, id: string, change: ViewChange): Promise<View> {
    const isNew = change.revision === 0 && !byId.has(id);
    const before = isNew ? undefined : findOwn(account, id, change.revision);
    demandRoom(account, before, change.isShared);
    const revision = change.revision + 1;
    const about = { id, owner: account.name, ownerLabel: account.label, revision, changedAtMs: clock.nowMs() };
    const view: KeptView = { ...change, ...about };
    const cameras = view.tiles.filter((cameraId) => cameraId !== null).length;
    const entry = { type: "view.saved", actor: account.name, view: id, revision, shared: view.isShared, cameras };
    await audit.append([entry], async (transaction) => {
      const row = describeRow(view);
      await transaction
        .insertInto("saved_view")
        .values(row)
        .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
        .execute();
    });
    byId.set(id, view);
    tell(view, before);
    return describeView(account, view);
  }

  async function remove(account: Account, id: string, revision: number): Promise<void> {
    const before = findOwn(account, id, revision);
    await audit.append([{ type: "view.deleted", actor: account.name, view: id, revision }], async (transaction) => {
      await transaction.deleteFrom("saved_view").where("id", "=", id).execute();
    });
    byId.delete(id);
    tell(before);
  }

  function tell({ owner, isShared }: KeptView, before?: KeptView): void {
    for (const listener of listeners) listener({ owner, isShared: isShared || before?.isShared === true });
  }

  /** One after another: each is made from the state the one before it left. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = lastChange.then(act);
    lastChange = done.catch(() => undefined);
    return done;
  }

  return {
    readPage(account, after = "") {
      const visible = [...byId.values()].filter((view) => view.id > after && canSee(account, view));
      visible.sort((a, b) => (a.id < b.id ? -1 : 1));
      const views = visible.slice(0, VIEWS_PER_PAGE).map((view) => describeView(account, view));
      const last = views.at(-1);
      return { views, ...(visible.length > views.length && last !== undefined ? { nextAfter: last.id } : {}) };
    },
    put: (account, id, change) => inTurn(() => put(account, id, change)),
    remove: (account, id, revision) => inTurn(() => remove(account, id, revision)),
    onChanged: (listener) => {
      listeners.push(listener);
    },
  };
}

function canSee(account: Account, { owner, isShared }: KeptView): boolean {
  return isShared || owner === account.name;
}

function describeView(account: Account, { owner, ...view }: KeptView): View {
  return { ...view, isOwn: owner === account.name };
}

function describeRow({ id, owner, isShared, revision, changedAtMs, ...content }: KeptView) {
  const { name, ownerLabel, layout, tiles, sequences, hotspot } = content;
  const document: z.input<typeof StoredView> = { schema: 2, name, ownerLabel, layout, tiles, sequences, hotspot };
  const shared = isShared ? 1 : 0;
  return {
    id,
    operator: owner,
    is_shared: shared,
    revision,
    changed_at_ms: changedAtMs,
    document: JSON.stringify(document),
  };
}

/** What a newer or damaged hub has written stays in the database, is reported and is not shown. */
async function readKept(db: HubDatabase, log: HubLog): Promise<Map<string, KeptView>> {
  const rows = await db.selectFrom("saved_view").selectAll().execute();
  return new Map(
    rows.flatMap((row) => {
      const kept = readRow(row);
      if (kept === undefined) log.warn("view.unreadable", { view: row.id });
      return kept === undefined ? [] : [[row.id, kept] as const];
    }),
  );
}

function readRow(row: SavedViewTable): KeptView | undefined {
  const parsed = StoredView.safeParse(parseDocument(row.document));
  if (!parsed.success) return undefined;
  const { schema: _schema, ...document } = parsed.data;
  const { id, operator: owner, revision, changed_at_ms: changedAtMs } = row;
  return { ...document, id, owner, revision, changedAtMs, isShared: row.is_shared === 1 };
}

function parseDocument(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}
