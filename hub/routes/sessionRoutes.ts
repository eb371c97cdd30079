import { Fault } from "../../contract/faults.ts";
import type { HubInfo } from "../../contract/operators.ts";
import { type DefinedRoute, defineRoute, type ProvenKey } from "../http/defineRoute.ts";
import { type Account, type Accounts, listRights } from "../people/accounts.ts";
import type { PasswordCheck } from "../people/passwordCheck.ts";
import type { IssuedTokens, Session, Sessions } from "../people/sessions.ts";
import { CODE_LIFE_MS, type Station, type Stations } from "../people/stations.ts";
import type { UnattendedUses } from "../people/unattendedUses.ts";

/** Calls about who somebody is: hub, station, operator. */
export function defineSessionRoutes(options: {
  accounts: Accounts;
  passwords: PasswordCheck;
  sessions: Sessions;
  stations: Stations;
  unattendedUses: UnattendedUses;
  /** Whether a station of the training site that nobody has decided on may run alone. */
  isTrainingWall: boolean;
  describeHub: () => HubInfo;
}): DefinedRoute[] {
  const { accounts, passwords, sessions, stations, unattendedUses, isTrainingWall, describeHub } = options;

  function findStation(id: string, key: ProvenKey): Station {
    const station = stations.findById(id);
    if (station === undefined || station.thumbprint !== key.thumbprint) throw new Fault("STATION_UNKNOWN");
    return station;
  }

  function describeTokens({ session, ...tokens }: IssuedTokens) {
    return { ...tokens, me: accounts.describe(session.account) };
  }

  /** The station by itself, by its key alone. Throws `STATION_NOT_ALLOWED`. */
  async function findAlone(station: Station): Promise<Account> {
    if (isTrainingWall && !unattendedUses.isDecided(station.id)) {
      const responsible = accounts.findWithRight("push-views");
      if (responsible !== undefined) await unattendedUses.change(station, responsible.name, "hub");
    }
    const account = unattendedUses.accountOf(station);
    if (account === undefined) throw new Fault("STATION_NOT_ALLOWED");
    return account;
  }

  return [
    defineRoute("info", () => describeHub()),
    defineRoute("signIn", async ({ body, key, remote }) => {
      const station = findStation(body.stationId, key);
      if (body.kind === "station") return describeTokens(await sessions.open(await findAlone(station), station));
      const account = await passwords.check("operator", body.operator, body.password, remote);
      return describeTokens(await sessions.open(account, station));
    }),
    defineRoute("refresh", async ({ body, key }) =>
      describeTokens(await sessions.refresh(body.refreshToken, findStation(body.stationId, key))),
    ),
    defineRoute("signOut", async ({ session }) => {
      await sessions.end(session, "signed-out");
      return {};
    }),
    defineRoute("me", ({ session }) => accounts.describe(session.account)),
    defineRoute("makeStationCode", async ({ session }) => {
      requireRight(session, "enrol-stations");
      return { code: await stations.makeCode(session.account.name), endsInMs: CODE_LIFE_MS };
    }),
    defineRoute("enrolStation", async ({ body, key }) => {
      if (body.publicJwk.x !== key.publicJwk.x) throw new Fault("PROOF_WRONG", "It proves another key.");
      const station = await stations.enrol(body.code, key.thumbprint, body.name);
      return { stationId: station.id, thumbprint: station.thumbprint };
    }),
  ];
}

/** Throws `RIGHT_MISSING`. */
export function requireRight(session: Session, right: ReturnType<typeof listRights>[number]): void {
  if (!listRights(session.account).includes(right)) throw new Fault("RIGHT_MISSING");
}
