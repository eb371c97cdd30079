import { z } from "zod";
import { type Me, type Right, Role } from "../../contract/operators.ts";
import type { AccountTable, HubDatabase } from "../store/tables.ts";

/**
 * Someone who may sign in: an operator at a station, or an owner on the owner's page; never both. `station` is a
 * station without an operator, which is no row of a table but made of its permission.
 */
export interface Account {
  readonly name: string;
  readonly kind: "operator" | "owner" | "station";
  readonly label: string;
  readonly roles: readonly Role[];
  readonly password: string;
  readonly ownerId: string | undefined;
  /** The camera an owner sees first. */
  readonly firstCameraId: string | undefined;
  /** Who answers for a station without an operator. */
  readonly responsibleLabel?: string | undefined;
}

export interface Accounts {
  find(kind: Exclude<Account["kind"], "station">, name: string): Account | undefined;
  /** Whether somebody may sign in on the owner's page for this owner. */
  hasOwner(ownerId: string): boolean;
  /** The first operator, by name, who has a right. */
  findWithRight(right: Right): Account | undefined;
  describe(account: Account): Me;
}

const Roles = z.array(Role);

const RIGHTS_OF = {
  analyst: ["view-live"],
  supervisor: ["view-live", "approve-requests", "close-incidents", "verify-incidents", "see-stations", "push-views"],
  trainer: ["view-live", "see-stations", "run-training"],
  auditor: [],
  administrator: ["enrol-stations", "import-registry", "see-stations"],
} as const satisfies Record<Role, readonly Right[]>;

export async function loadAccounts(db: HubDatabase, agency: Me["agency"]): Promise<Accounts> {
  const rows = await db.selectFrom("account").selectAll().execute();
  const byName = new Map(rows.map((row) => [row.name, readAccount(row)]));
  const owners = new Set([...byName.values()].map(({ ownerId }) => ownerId));
  return {
    hasOwner: (ownerId) => owners.has(ownerId),
    find: (kind, name) => {
      const account = byName.get(name);
      return account?.kind === kind ? account : undefined;
    },
    findWithRight: (right) =>
      [...byName.values()]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .find((account) => account.kind === "operator" && listRights(account).includes(right)),
    describe: (account) => ({
      operatorId: account.name,
      name: account.name,
      label: account.label,
      roles: [...account.roles],
      agency,
      rights: listRights(account),
      ...(account.responsibleLabel === undefined ? {} : { responsibleLabel: account.responsibleLabel }),
    }),
  };
}

export function listRights({ kind, roles }: Pick<Account, "roles"> & Partial<Pick<Account, "kind">>): Right[] {
  if (kind === "station") return ["view-live"];
  return [...new Set(roles.flatMap((role): readonly Right[] => RIGHTS_OF[role]))];
}

function readAccount(row: AccountTable): Account {
  return {
    name: row.name,
    kind: row.kind,
    label: row.label,
    roles: Roles.parse(JSON.parse(row.roles)),
    password: row.password,
    ownerId: row.owner_id ?? undefined,
    firstCameraId: row.first_camera_id ?? undefined,
  };
}
