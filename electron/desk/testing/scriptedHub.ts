import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { calculateJwkThumbprint, decodeProtectedHeader } from "jose";
import { z } from "zod";
import type { HubEvent } from "../../../contract/hubEvents.ts";
import { type GrantClaims, ViewingsRequest } from "../../../contract/viewings.ts";
import { makePermit } from "./consentBench.ts";
import { createSigner, makeClaims } from "./signGrant.ts";

/** A hub that does as the test says: honest where it says nothing. It checks no sign-in and no proof. */
export interface ScriptedHub {
  readonly url: string;
  readonly server: Server;
  /** Paths asked for, with their method. */
  readonly calls: string[];
  /** Takes the place of the honest answer to a call, for example `POST /v1/viewings`. */
  readonly lies: Map<string, (request: IncomingMessage, response: ServerResponse) => void>;
  /** Changes what a grant claims. */
  forge: Partial<GrantClaims>;
  /** Takes the place of the signature. */
  sign(claims: GrantClaims): Promise<string>;
  nowMs(): number;
  shiftMs: number;
  send(event: HubEvent): void;
  sendRaw(bytes: string): void;
  close(): Promise<void>;
}

const HUB_START_MS = 1_800_000_000_000;
const INCIDENT = {
  ...{ id: "26-1", kind: "fire", title: "Fire", priority: 1, source: "cad", verified: true },
  ...{ openedBy: "CAD", place: "Mill St", openedAtMs: 1, notes: [] },
  ...{ revision: 1, units: [] },
};
const ME = {
  ...{ operatorId: "op:1", name: "analyst", label: "A. Reyes", roles: ["analyst"], rights: ["view-live"] },
  agency: { id: "agency", name: "Agency" },
};

export async function startScriptedHub(): Promise<ScriptedHub> {
  const signer = await createSigner();
  const readers = new Set<ServerResponse>();
  let thumbprint = "";

  function makeInfo() {
    return {
      ...{ name: "Scripted", version: "1", hubNowMs: hub.nowMs(), issuer: "https://hub.test" },
      ...{ signInMethods: ["password"], jwks: { keys: [signer.jwk] }, capabilities: [] },
      site: { id: "site", name: "Site", synthetic: true },
    };
  }

  async function answerViewings(request: IncomingMessage) {
    const { purpose, nonce, stationId, items } = ViewingsRequest.parse(await readJson(request));
    const answers = items.map(async ({ cameraId, action }) => {
      const vid = `v-${cameraId}`;
      const honest = {
        cam: cameraId,
        act: action,
        pur: purpose.code,
        nonce,
        stn: stationId,
        vid,
        cnf: { jkt: thumbprint },
      };
      const { inc: _inc, ...claims } = makeClaims({ hubNowMs: hub.nowMs(), ...honest });
      const about = purpose.incidentId === undefined ? claims : { ...claims, inc: purpose.incidentId };
      return { ...makePermit(cameraId, vid, "resident"), grant: await hub.sign({ ...about, ...hub.forge }) };
    });
    return { answers: await Promise.all(answers), hubNowMs: hub.nowMs() };
  }

  function openEvents(response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.flushHeaders();
    readers.add(response);
    response.once("close", () => readers.delete(response));
  }

  async function answer(call: string, request: IncomingMessage): Promise<unknown> {
    if (call === "GET /v1/info") return makeInfo();
    if (call === "POST /v1/stations/enrol") {
      const jwk = decodeProtectedHeader(String(request.headers.dpop)).jwk;
      thumbprint = jwk === undefined ? "" : await calculateJwkThumbprint(jwk);
      return { stationId: "station:1", thumbprint };
    }
    if (call === "POST /v1/session" || call === "POST /v1/session/refresh") {
      const [accessToken, refreshToken] = ["a".repeat(32), "r".repeat(32)];
      return { accessToken, accessEndsInMs: 600_000, refreshToken, refreshEndsInMs: 600_000, me: ME };
    }
    if (call === "GET /v1/cameras") return { revision: 1, cameras: [], removedIds: [] };
    if (call === "GET /v1/incidents") return { revision: 1, incidents: [INCIDENT], isMore: false };
    if (call === "GET /v1/views") return { views: [] };
    if (call === "POST /v1/viewings") return answerViewings(request);
    return {};
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = `${request.method} ${(request.url ?? "").split("?")[0]}`;
    hub.calls.push(call);
    const lie = hub.lies.get(call);
    if (lie !== undefined) lie(request, response);
    else if (call === "GET /v1/events") openEvents(response);
    else
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(await answer(call, request)));
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const beat = setInterval(() => hub.send({ type: "heartbeat", hubNowMs: hub.nowMs() }), 500);

  const hub: ScriptedHub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    calls: [],
    lies: new Map(),
    forge: {},
    sign: signer.sign,
    shiftMs: 0,
    nowMs: () => Math.round(HUB_START_MS + performance.now() + hub.shiftMs),
    send: (event) => hub.sendRaw(`id: 1\ndata: ${JSON.stringify(event)}\n\n`),
    sendRaw(bytes) {
      for (const reader of readers) reader.write(bytes);
    },
    async close() {
      clearInterval(beat);
      server.close();
      server.closeAllConnections();
    },
  };
  return hub;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(z.instanceof(Buffer).parse(chunk));
  return JSON.parse(Buffer.concat(chunks).toString());
}
