import { Fault } from "../../contract/faults.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import { hashToken } from "../grants/proofVerifier.ts";
import type { Chance, HubClock } from "../ports.ts";
import type { HubDatabase } from "../store/tables.ts";

export const CODE_LIFE_MS = 10 * 60_000;
const CODE_BYTES = 12;

export interface Station {
  readonly id: string;
  readonly name: string;
  /** RFC 7638 thumbprint of its key. */
  readonly thumbprint: string;
}

export interface Stations {
  findById(id: string): Station | undefined;
  /** By id. */
  list(): Station[];
  /** Called after a station has been enrolled, or enrolled again. */
  onEnrolled(listener: () => void): void;
  /** A one-time code, good for {@link CODE_LIFE_MS}. */
  makeCode(by: string): Promise<string>;
  /** Enrols a proven key. The same key enrolled again keeps its station. Throws `ENROL_CODE_WRONG`. */
  enrol(code: string, thumbprint: string, name: string): Promise<Station>;
}

export async function loadStations(options: {
  db: HubDatabase;
  audit: AuditLog;
  clock: HubClock;
  chance: Chance;
}): Promise<Stations> {
  const { db, audit, clock, chance } = options;
  const rows = await db.selectFrom("station").selectAll().execute();
  const byId = new Map(rows.map((row): [string, Station] => [row.id, row]));
  const listeners: (() => void)[] = [];

  async function makeCode(by: string): Promise<string> {
    const code = chance.secret(CODE_BYTES);
    const row = { hash: hashToken(code), ends_at_ms: clock.nowMs() + CODE_LIFE_MS };
    await audit.append([{ type: "station.codeMade", actor: by }], async (transaction) => {
      await transaction.deleteFrom("station_code").where("ends_at_ms", "<=", clock.nowMs()).execute();
      await transaction.insertInto("station_code").values(row).execute();
    });
    return code;
  }

  /** Deleting is the spending: of two who try the same code at once, only one finds it. */
  async function spendCode(code: string): Promise<void> {
    const spent = await db
      .deleteFrom("station_code")
      .where("hash", "=", hashToken(code))
      .where("ends_at_ms", ">", clock.nowMs())
      .executeTakeFirst();
    if (spent.numDeletedRows > 0n) return;
    await audit.append([{ type: "station.enrolRefused" }]);
    throw new Fault("ENROL_CODE_WRONG");
  }

  async function enrol(code: string, thumbprint: string, name: string): Promise<Station> {
    await spendCode(code);
    const known = [...byId.values()].find((station) => station.thumbprint === thumbprint);
    const station = { id: known?.id ?? `station:${chance.id(clock.nowMs())}`, name, thumbprint };
    const row = { ...station, enrolled_at_ms: clock.nowMs() };
    await audit.append([{ type: "station.enrolled", station: station.id, thumbprint }], async (transaction) => {
      await transaction
        .insertInto("station")
        .values(row)
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ name, enrolled_at_ms: row.enrolled_at_ms }))
        .execute();
    });
    byId.set(station.id, station);
    for (const listener of listeners) listener();
    return station;
  }

  return {
    findById: (id) => byId.get(id),
    list: () => [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    onEnrolled: (listener) => {
      listeners.push(listener);
    },
    makeCode,
    enrol,
  };
}
