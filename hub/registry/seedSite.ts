import type { Transaction } from "kysely";
import { ConsentRecord } from "../../contract/consentRecord.ts";
import { Fault } from "../../contract/faults.ts";
import type { Incident } from "../../contract/incidents.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import { KeptIncident } from "../incidents/keptIncident.ts";
import { hashPassword } from "../people/passwords.ts";
import type { Chance, HubClock } from "../ports.ts";
import type { Site } from "../site/loadSite.ts";
import type { SiteIncident, SiteTerms } from "../site/siteFiles.ts";
import type { AccountTable, HubDatabase, HubTables } from "../store/tables.ts";

/**
 * Brings a site into the database. From then on the state lives there: terms, incidents and accounts once seeded are
 * never read from the folder again; only what is new in it is added.
 */

const DAY_MS = 86_400_000;
const TRAINING_PASSWORD = "training";
const SALT_BYTES = 16;
const ROWS_PER_INSERT = 500;
const SITE_KEY = "site";

export async function seedSite(options: {
  db: HubDatabase;
  audit: AuditLog;
  clock: HubClock;
  chance: Chance;
  site: Site;
  asideFile: string | undefined;
}): Promise<void> {
  const { db, audit, clock, chance, site, asideFile } = options;
  const seeded = await db.selectFrom("meta").select("value").where("key", "=", SITE_KEY).executeTakeFirst();
  if (seeded !== undefined && seeded.value !== site.facts.id) {
    throw new Fault("DATA_UNUSABLE", `It belongs to the site ${seeded.value}, not to ${site.facts.id}.`);
  }
  // Seeding beside a damaged database would give back every permission owners have withdrawn since.
  if (seeded === undefined && asideFile !== undefined && !site.facts.synthetic) {
    throw new Fault("DATA_UNUSABLE", `Owners' decisions are in ${asideFile}; restore it before the hub starts.`);
  }
  const isFirst = seeded === undefined;
  const terms = await listNewTerms(db, site);
  const accounts = await listNewAccounts(db, chance, site);
  if (!isFirst && terms.length === 0 && accounts.length === 0) return;
  const nowMs = clock.nowMs();
  const incidents = isFirst ? site.incidents.map((incident) => dateIncident(incident, nowMs)) : [];
  const entry = { type: "site.seeded", site: site.facts.id, terms: terms.length, incidents: incidents.length };
  await audit.append([entry], async (transaction, [revision = 0]) => {
    await insertTerms(transaction, terms, site, nowMs);
    await insertAll(accounts, (rows) => transaction.insertInto("account").values(rows).execute());
    const documents = incidents.map((incident) => ({
      id: incident.id,
      document: JSON.stringify(KeptIncident.parse({ incident: { ...incident, revision }, factsRevision: revision })),
    }));
    await insertAll(documents, (rows) => transaction.insertInto("incident").values(rows).execute());
    if (isFirst) await transaction.insertInto("meta").values({ key: SITE_KEY, value: site.facts.id }).execute();
  });
}

async function insertAll<T>(rows: readonly T[], insert: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT)
    await insert(rows.slice(from, from + ROWS_PER_INSERT));
}

async function listNewTerms(db: HubDatabase, site: Site): Promise<SiteTerms[]> {
  const rows = await db.selectFrom("camera_terms").select("camera_id").execute();
  const known = new Set(rows.map((row) => row.camera_id));
  return site.terms.filter((terms) => !known.has(terms.cameraId));
}

async function insertTerms(
  transaction: Transaction<HubTables>,
  terms: readonly SiteTerms[],
  site: Site,
  nowMs: number,
): Promise<void> {
  const owners = new Map(site.owners.map((owner) => [owner.id, owner]));
  const ownerOf = new Map(site.cameras.map((camera) => [camera.id, owners.get(camera.ownerId)]));
  const rows = terms.map(({ validForDays, ...stated }) => {
    const owner = ownerOf.get(stated.cameraId);
    const record = ConsentRecord.parse({
      ...stated,
      recordId: `record:${stated.cameraId}`.slice(0, 64),
      version: 1,
      ownerId: owner?.id,
      ownerKind: owner?.kind,
      state: "active",
      validFromMs: nowMs,
      validUntilMs: nowMs + validForDays * DAY_MS,
      captureFromMs: nowMs - (site.facts.synthetic ? pastOf(stated) : 0),
    });
    return { camera_id: record.cameraId, version: 1, document: JSON.stringify(record), at_ms: nowMs, by: "site" };
  });
  await insertAll(rows, (part) => transaction.insertInto("consent").values(part).execute());
  const heads = rows.map((row) => ({ camera_id: row.camera_id, version: 1, epoch: 1 }));
  await insertAll(heads, (part) => transaction.insertInto("camera_terms").values(part).execute());
}

/** Drawn cameras have a past from the start: a day, or as much of it as their terms reach back. */
function pastOf({ lookbackMs = 0 }: Pick<SiteTerms, "lookbackMs">): number {
  return Math.min(DAY_MS, lookbackMs);
}

/** `ownerN` is the owner of camera N. Every account of a training site has the same, published password. */
async function listNewAccounts(db: HubDatabase, chance: Chance, site: Site): Promise<AccountTable[]> {
  if (!site.facts.trainingPassword) return [];
  const rows = await db.selectFrom("account").select("name").execute();
  const known = new Set(rows.map((row) => row.name));
  const operators = site.operators.map(({ name, label, roles }) => ({
    ...{ name, kind: "operator" as const, label, roles: JSON.stringify(roles) },
    ...{ owner_id: null, first_camera_id: null },
  }));
  const labels = new Map(site.owners.map((owner) => [owner.id, owner.label]));
  const owners = site.cameras.map(({ id, number, ownerId }) => ({
    ...{ name: `owner${number}`, kind: "owner" as const, label: labels.get(ownerId) ?? ownerId, roles: "[]" },
    ...{ owner_id: ownerId, first_camera_id: id },
  }));
  const fresh = [...operators, ...owners].filter((account) => !known.has(account.name));
  if (fresh.length === 0) return [];
  // One hash for all: the password is printed in the documentation, so separate salts would protect nothing.
  const password = await hashPassword(TRAINING_PASSWORD, chance.secret(SALT_BYTES));
  return fresh.map((account) => ({ ...account, password }));
}

function dateIncident({ openedAgoMs, notes, position, ...rest }: SiteIncident, nowMs: number): Incident {
  return {
    ...rest,
    ...(position === undefined ? {} : { position }),
    revision: 0,
    openedAtMs: nowMs - openedAgoMs,
    notes: notes.map(({ agoMs, by, text }) => ({ atMs: nowMs - agoMs, by, text })),
  };
}
