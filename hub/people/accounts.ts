import { z } from "zod";
import { type Me, type Right, Role } from "../../contract/operators.ts";
import type { AccountTable, HubDatabase } from "../store/tables.ts";

/** Someone who may sign in: an operator at a station, or an owner on the owner's page; never both. */
export interface Account {
  readonly name: string;
  readonly kind: "operator" | "owner";
  readonly label: string;
  readonly roles: readonly Role[];
  readonly password: string;
  readonly ownerId: string | undefined;
  /** The camera an owner sees first. */
  readonly firstCameraId: string | undefined;
}

export interface Accounts {
  find(kind: Account["kind"], name: string): Account | undefined;
  /** Whether somebody may sign in on the owner's page for this owner. */
  hasOwner(ownerId: string): boolean;
  describe(account: Account): Me;
}

const Roles = z.array(Role);

const RIGHTS_OF = {
  analyst: ["view-live"],
  supervisor: ["view-live", "approve-requests", "close-incidents", "verify-incidents"],
  trainer: ["view-live"],
  auditor: [],
  administrator: ["enrol-stations", "import-registry"],
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
    describe: (account) => ({
      operatorId: account.name,
      name: account.name,
      label: account.label,
      roles: [...account.roles],
      agency,
      rights: listRights(account),
    }),
  };
}

export function listRights({ roles }: Pick<Account, "roles">): Right[] {
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
