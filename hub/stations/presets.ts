import { z } from "zod";
import { Fault } from "../../contract/faults.ts";
import {
  MAX_PRESETS,
  MAX_PRESETS_PER_DISPLAY,
  type Preset,
  type PresetChange,
  PushedView,
} from "../../contract/stations.ts";
import { Purpose } from "../../contract/viewings.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import type { Account } from "../people/accounts.ts";
import type { Stations } from "../people/stations.ts";
import type { HubLog } from "../ports.ts";
import type { HubDatabase, StationPresetTable } from "../store/tables.ts";

/** Views with their purposes, kept for the displays of stations. One gives no right to a picture. */
export interface Presets {
  /** Of a station, by display and then by id. */
  list(stationId: string): Preset[];
  /** Throws `CONFLICT` or `NOT_FOUND`. */
  put(account: Account, presetId: string, change: PresetChange): Promise<Preset>;
  /** Throws `CONFLICT` or `NOT_FOUND`. */
  remove(account: Account, presetId: string, revision: number): Promise<void>;
  onChanged(listener: (stationId: string) => void): void;
}

const StoredPreset = z.strictObject({ schema: z.literal(1), purpose: Purpose, view: PushedView });

interface Parts {
  db: HubDatabase;
  audit: AuditLog;
  stations: Stations;
  log: HubLog;
}

export async function loadPresets({ db, audit, stations, log }: Parts): Promise<Presets> {
  const rows = await db.selectFrom("station_preset").selectAll().execute();
  const byId = new Map(rows.flatMap((row) => readRow(row, log)).map((preset) => [preset.presetId, preset]));
  const listeners: ((stationId: string) => void)[] = [];
  let lastChange: Promise<unknown> = Promise.resolve();

  function list(stationId: string): Preset[] {
    const own = [...byId.values()].filter((preset) => preset.stationId === stationId);
    return own.sort((a, b) => a.display - b.display || (a.presetId < b.presetId ? -1 : 1));
  }

  function find(presetId: string, revision: number): Preset {
    const preset = byId.get(presetId);
    if (preset === undefined) throw new Fault("NOT_FOUND", "There is no such preset.");
    if (preset.revision !== revision) throw new Fault("CONFLICT", "The preset was changed at another desk.");
    return preset;
  }

  function demandRoom({ stationId, display }: PresetChange): void {
    if (stations.findById(stationId) === undefined) throw new Fault("NOT_FOUND", "There is no such station.");
    const own = list(stationId);
    const here = own.filter((preset) => preset.display === display);
    if (here.length >= MAX_PRESETS_PER_DISPLAY || own.length >= MAX_PRESETS)
      throw new Fault("CONFLICT", `A display has at most ${MAX_PRESETS_PER_DISPLAY} presets. Delete one first.`);
  }

  async function put(account: Account, presetId: string, change: PresetChange): Promise<Preset> {
    const isNew = change.revision === 0 && !byId.has(presetId);
    if (isNew) demandRoom(change);
    else if (find(presetId, change.revision).stationId !== change.stationId)
      throw new Fault("CONFLICT", "A preset stays with its station.");
    const preset = { ...change, presetId, revision: change.revision + 1, changedByLabel: account.label };
    const { stationId, display, revision } = preset;
    const entry = {
      type: "preset.saved",
      actor: account.name,
      preset: presetId,
      station: stationId,
      display,
      revision,
    };
    await audit.append([entry], async (transaction) => {
      const row = describeRow(preset);
      await transaction
        .insertInto("station_preset")
        .values(row)
        .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
        .execute();
    });
    byId.set(presetId, preset);
    for (const listener of listeners) listener(stationId);
    return preset;
  }

  async function remove(account: Account, presetId: string, revision: number): Promise<void> {
    const { stationId } = find(presetId, revision);
    const entry = { type: "preset.deleted", actor: account.name, preset: presetId, station: stationId };
    await audit.append([entry], async (transaction) => {
      await transaction.deleteFrom("station_preset").where("id", "=", presetId).execute();
    });
    byId.delete(presetId);
    for (const listener of listeners) listener(stationId);
  }

  /** One after another: each is made from the state the one before it left. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = lastChange.then(act);
    lastChange = done.catch(() => undefined);
    return done;
  }

  return {
    list,
    put: (account, presetId, change) => inTurn(() => put(account, presetId, change)),
    remove: (account, presetId, revision) => inTurn(() => remove(account, presetId, revision)),
    onChanged: (listener) => {
      listeners.push(listener);
    },
  };
}

function describeRow({ presetId, stationId, display, revision, changedByLabel, purpose, view }: Preset) {
  const document = JSON.stringify({ schema: 1, purpose, view } satisfies z.input<typeof StoredPreset>);
  const about = { id: presetId, station_id: stationId, display, revision };
  return { ...about, changed_by_label: changedByLabel, document };
}

/** What a newer or damaged hub has written stays in the database, is reported and is not shown. */
function readRow(row: StationPresetTable, log: HubLog): Preset[] {
  const stored = StoredPreset.safeParse(parseDocument(row.document));
  if (!stored.success) {
    log.warn("preset.unreadable", { preset: row.id });
    return [];
  }
  const { purpose, view } = stored.data;
  const { id: presetId, station_id: stationId, display, revision, changed_by_label: changedByLabel } = row;
  return [{ presetId, stationId, display, purpose, view, revision, changedByLabel }];
}

function parseDocument(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}
