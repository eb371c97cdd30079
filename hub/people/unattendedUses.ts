import { Fault } from "../../contract/faults.ts";
import { cleanText, MAX_LABEL_CODE_POINTS } from "../../contract/primitives.ts";
import type { UnattendedUse } from "../../contract/stations.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import type { HubClock } from "../ports.ts";
import type { HubDatabase } from "../store/tables.ts";
import { type Account, type Accounts, listRights } from "./accounts.ts";
import type { Station } from "./stations.ts";

/** Which stations may run without an operator, and who answers for each. */
export interface UnattendedUses {
  /** What a station signs in as when it is alone; undefined where it may not be. */
  accountOf(station: Station): Account | undefined;
  describe(stationId: string): UnattendedUse | null;
  /** Whether anybody has ever allowed or forbidden it. */
  isDecided(stationId: string): boolean;
  /** Allows it, naming who answers for it; or forbids it with null. Throws `NOT_FOUND` or `RIGHT_MISSING`. */
  change(station: Station, responsible: string | null, by: string): Promise<void>;
  /** Called right after a change is durable: whatever ran under the former word is to end. */
  onChanged(listener: (stationId: string) => void): void;
}

interface Parts {
  db: HubDatabase;
  audit: AuditLog;
  clock: HubClock;
  accounts: Accounts;
}

export async function loadUnattendedUses({ db, audit, clock, accounts }: Parts): Promise<UnattendedUses> {
  const rows = await db.selectFrom("unattended_use").selectAll().execute();
  const responsibleOf = new Map(rows.map((row) => [row.station_id, row.responsible]));
  const listeners: ((stationId: string) => void)[] = [];

  function findResponsible(stationId: string): Account | undefined {
    const name = responsibleOf.get(stationId);
    return name === undefined || name === null ? undefined : accounts.find("operator", name);
  }

  function demandOperator(name: string): void {
    const account = accounts.find("operator", name);
    if (account === undefined) throw new Fault("NOT_FOUND", `Nobody signs in as ${cleanText(name)}.`);
    // Who may not look cannot answer for what is looked at.
    if (!listRights(account).includes("view-live")) throw new Fault("RIGHT_MISSING", `${account.label} may not watch.`);
  }

  return {
    accountOf(station) {
      const responsible = findResponsible(station.id);
      return responsible === undefined ? undefined : describeStationAccount(station, responsible);
    },
    describe(stationId) {
      const responsible = findResponsible(stationId);
      return responsible === undefined ? null : { responsible: responsible.name, responsibleLabel: responsible.label };
    },
    isDecided: (stationId) => responsibleOf.has(stationId),
    async change(station, responsible, by) {
      if (responsible !== null) demandOperator(responsible);
      const row = { station_id: station.id, responsible, changed_by: by, changed_at_ms: clock.nowMs() };
      const type = responsible === null ? "station.unattendedForbidden" : "station.unattendedAllowed";
      await audit.append([{ type, actor: by, station: station.id, responsible }], async (transaction) => {
        await transaction
          .insertInto("unattended_use")
          .values(row)
          .onConflict((conflict) => conflict.column("station_id").doUpdateSet(row))
          .execute();
      });
      responsibleOf.set(station.id, responsible);
      for (const listener of listeners) listener(station.id);
    },
    onChanged: (listener) => {
      listeners.push(listener);
    },
  };
}

/** Everywhere a station's name stands beside it; so the label says who answers, and that nobody is there. */
function describeStationAccount(station: Station, responsible: Account): Account {
  const label = `${responsible.label} (unattended)`;
  return {
    name: station.id,
    kind: "station",
    label: [...label].slice(0, MAX_LABEL_CODE_POINTS).join(""),
    roles: [],
    password: "",
    ownerId: undefined,
    firstCameraId: undefined,
    responsibleLabel: responsible.label,
  };
}
