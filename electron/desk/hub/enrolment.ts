import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { Fault } from "../../../contract/faults.ts";
import { cleanText, Id, MAX_LABEL_CODE_POINTS } from "../../../contract/primitives.ts";
import type { Log } from "../ports.ts";
import { keepAside, readText, replaceText } from "../privateFile.ts";
import type { HubCaller } from "./hubCaller.ts";
import type { HubIdentity } from "./hubIdentity.ts";
import type { StationKey } from "./stationKey.ts";

/** This station's id at each hub it is enrolled with. */
const Enrolments = z.strictObject({
  schema: z.literal(1),
  thumbprint: z.string().max(64),
  stations: z.array(z.strictObject({ issuer: z.string().max(200), stationId: Id })).max(100),
});
type Enrolments = z.infer<typeof Enrolments>;

const FILE_NAME = "station.json";

export interface Enrolment {
  readonly stationName: string;
  /** The station's id at this hub, enrolling with the code at hand where there is none. Throws `STATION_UNKNOWN`. */
  stationId(): Promise<string>;
  /** The hub does not know the station: forget the id and enrol anew, if a code is at hand. */
  enrolAgain(): Promise<string>;
  useCode(code: string): void;
}

interface Parts {
  dataDir: string;
  caller: HubCaller;
  identity: HubIdentity;
  key: StationKey;
  code: string | undefined;
  log: Log;
}

export async function openEnrolment({ dataDir, caller, identity, key, code, log }: Parts): Promise<Enrolment> {
  const path = join(dataDir, FILE_NAME);
  const stationName = cleanText(hostname()).slice(0, MAX_LABEL_CODE_POINTS) || "Station";
  const stored = await readEnrolments(path, log);
  let stations = stored?.thumbprint === key.thumbprint ? stored.stations : [];
  let unusedCode = code;

  async function enrol(issuer: string): Promise<string> {
    if (unusedCode === undefined) throw new Fault("STATION_UNKNOWN", "Start it with a fresh enrolment code.");
    const spent = unusedCode;
    unusedCode = undefined;
    const answer = await caller
      .call("enrolStation", { body: { code: spent, publicJwk: key.publicJwk, name: stationName } })
      .catch((error: unknown) => {
        // The hub did not judge the code, so it is as good as before.
        if (error instanceof Fault && error.retryable) unusedCode ??= spent;
        throw error;
      });
    stations = [...stations.filter((known) => known.issuer !== issuer), { issuer, stationId: answer.stationId }];
    const text: Enrolments = { schema: 1, thumbprint: key.thumbprint, stations };
    await replaceText(path, JSON.stringify(text));
    log.info("station.enrolled", { stationId: answer.stationId });
    return answer.stationId;
  }

  return {
    stationName,
    async stationId() {
      const { issuer } = await identity.get();
      return stations.find((known) => known.issuer === issuer)?.stationId ?? enrol(issuer);
    },
    async enrolAgain() {
      return enrol((await identity.read()).issuer);
    },
    useCode(fresh) {
      unusedCode = fresh;
    },
  };
}

async function readEnrolments(path: string, log: Log): Promise<Enrolments | null> {
  const text = await readText(path);
  if (text === null) return null;
  try {
    return Enrolments.parse(JSON.parse(text));
  } catch {
    log.warn("station.fileKeptAside", { file: await keepAside(path) });
    return null;
  }
}
