import { beforeEach, describe, expect, it } from "vitest";
import type { DeskEventName, DeskMethod } from "../../contract/deskApi.ts";
import { Fault } from "../../contract/faults.ts";
import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import { createHandClock, permitted } from "../media/testKit.ts";
import { createClaims } from "./claims.ts";
import type { DeskPort } from "./deskPort.ts";

interface Call {
  readonly method: DeskMethod;
  readonly params: unknown;
  answer(result: unknown): void;
  fail(fault: Fault): void;
}

/** A desk whose answers are given by hand. Only tests may hand out results of a type nobody has checked. */
function createDesk() {
  const calls: Call[] = [];
  const handlers = new Map<string, Set<(payload: never) => void>>();
  const openHandlers = new Set<(isOpen: boolean) => void>();
  const desk = { calls, isOpen: true };
  const client: DeskPort = {
    call: (method, params) =>
      new Promise((resolve, fail) =>
        calls.push({ method, params, answer: (result) => resolve(result as never), fail }),
      ),
    on(event, handler) {
      const known = handlers.get(event) ?? new Set();
      handlers.set(event, known.add(handler));
      return () => known.delete(handler);
    },
    isOpen: () => desk.isOpen,
    onOpenChanged(handler) {
      openHandlers.add(handler);
      return () => openHandlers.delete(handler);
    },
  };
  return {
    client,
    calls,
    named: (method: DeskMethod) => calls.filter((call) => call.method === method),
    emit(event: DeskEventName, payload: unknown) {
      for (const handler of handlers.get(event) ?? []) handler(payload as never);
    },
    setOpen(isOpen: boolean) {
      desk.isOpen = isOpen;
      for (const handler of openHandlers) handler(isOpen);
    },
  };
}

const REVOKED: ViewingStatus = { state: "revoked", cause: "owner-withdrew", atMs: 1 };
const settle = async () => {
  for (let n = 0; n < 5; n++) await Promise.resolve();
};

describe("createClaims", () => {
  let desk: ReturnType<typeof createDesk>;
  let clock: ReturnType<typeof createHandClock>;
  let claims: ReturnType<typeof createClaims>;
  let tiles: readonly (string | null)[];
  let behind: { tile: number; cameraId: string }[];
  let tellWall: () => void;
  let faults: unknown[];

  const setTiles = (next: readonly (string | null)[]) => {
    tiles = next;
    tellWall();
  };
  const answerClaim = async (...claimIds: string[]) => {
    const list = claimIds.map((claimId) => ({ claimId, status: permitted(`v-${claimId}`) }));
    desk.named("viewing.claim").at(-1)?.answer({ claims: list });
    await settle();
  };

  beforeEach(() => {
    desk = createDesk();
    clock = createHandClock();
    tiles = [];
    behind = [];
    faults = [];
    claims = createClaims({
      client: desk.client,
      clock,
      onFault: (fault) => faults.push(fault),
      wall: {
        tiles: () => tiles,
        behind: () => behind,
        subscribe: (listener) => {
          tellWall = listener;
          return () => {};
        },
      },
    });
  });

  it("claims all new tiles in one call, the same camera twice if it is shown twice", () => {
    setTiles(["a", null, "b", "a"]);
    expect(desk.calls.map(({ method, params }) => [method, params])).toEqual([
      [
        "viewing.claim",
        {
          items: [
            { tile: 1, cameraId: "a" },
            { tile: 4, cameraId: "a" },
            { tile: 3, cameraId: "b" },
          ],
        },
      ],
    ]);
  });

  it("keeps the claim of a camera that moves to another tile", async () => {
    setTiles(["a", "b"]);
    await answerClaim("c1", "c2");
    setTiles(["b", null, "a"]);
    expect(desk.calls.length).toBe(1);
    expect([claims.claimIdOf(1), claims.claimIdOf(2), claims.claimIdOf(3)]).toEqual(["c2", null, "c1"]);
  });

  it("claims a camera behind its tile, and keeps the claim when its turn comes", async () => {
    setTiles(["a"]);
    await answerClaim("c1");
    behind = [{ tile: 1, cameraId: "b" }];
    setTiles(["a"]);
    await answerClaim("c2");
    expect([claims.claimIdOf(1), claims.statusOfKey("b#0")?.state]).toEqual(["c1", "permitted"]);
    behind = [];
    setTiles(["b"]);
    expect([claims.claimIdOf(1), claims.statusOfKey("a#0")]).toEqual(["c2", null]);
    expect(desk.named("viewing.claim").length).toBe(2);
    expect(desk.named("viewing.release").map(({ params }) => params)).toEqual([{ claimIds: ["c1"] }]);
  });

  it("releases what has left the wall, also when the answer comes only then", async () => {
    setTiles(["a"]);
    await answerClaim("c1");
    setTiles(["b"]);
    expect(desk.named("viewing.release").map((call) => call.params)).toEqual([{ claimIds: ["c1"] }]);
    setTiles([]);
    await answerClaim("c2");
    expect(desk.named("viewing.release").at(-1)?.params).toEqual({ claimIds: ["c2"] });
  });

  it("waits for the answer under way before it asks the next question", async () => {
    setTiles(["a"]);
    setTiles(["a", "b"]);
    expect(desk.named("viewing.claim").length).toBe(1);
    await answerClaim("c1");
    expect(desk.named("viewing.claim").at(-1)?.params).toEqual({ items: [{ tile: 2, cameraId: "b" }] });
  });

  it("tells the news of a tile in the task in which it came", async () => {
    const heard: (string | undefined)[] = [];
    setTiles(["a"]);
    claims.watch("a#0", (status) => heard.push(status?.state));
    await answerClaim("c1");
    desk.emit("viewing.changed", { claimId: "c1", status: REVOKED });
    expect(heard).toEqual([undefined, "permitted", "revoked"]);
  });

  it("prefers news that overtook the answer", async () => {
    setTiles(["a"]);
    desk.emit("viewing.changed", { claimId: "c1", status: REVOKED });
    await answerClaim("c1");
    expect(claims.statusOf(1)?.state).toBe("revoked");
  });

  it("shows nothing while the desk is away and claims anew when it is back", async () => {
    setTiles(["a"]);
    await answerClaim("c1");
    desk.setOpen(false);
    expect(claims.statusOf(1)).toBeNull();
    desk.setOpen(true);
    expect(desk.named("viewing.claim").length).toBe(2);
  });

  it("asks again a second after a question that failed, and not after its tiles are gone", async () => {
    setTiles(["a"]);
    desk.named("viewing.claim").at(-1)?.fail(new Fault("RATE_LIMITED"));
    await settle();
    expect([desk.named("viewing.claim").length, faults.length]).toEqual([1, 1]);
    clock.pass(1_000);
    expect(desk.named("viewing.claim").length).toBe(2);
  });

  it("tells a tile what the decode budget leaves it, also when that was heard before its claim was known", async () => {
    setTiles(["a", "b"]);
    const heard: string[] = [];
    claims.watchAllowance("a#0", (step) => heard.push(`a ${step}`));
    claims.watchAllowance("b#0", (step) => heard.push(`b ${step}`));
    const rest = { share: 1, wishedShare: 2, isGuess: false, gaveWay: { smaller: 0, key: 1, paused: 0 }, kept: [] };
    desk.emit("budget.changed", { ...rest, allowances: [{ claimId: "c1", step: "key" }] });
    heard.length = 0;
    await answerClaim("c1", "c2");
    expect(heard).toEqual(["a key", "b full"]);
    desk.emit("budget.changed", { ...rest, allowances: [{ claimId: "c2", step: "paused" }] });
    expect(heard.slice(2)).toEqual(["a full", "b paused"]);
  });

  it("opens no media without a claim", async () => {
    await expect(claims.doorOf("a#0").open("flv", "sub", "all")).rejects.toMatchObject({ code: "GRANT_WRONG" });
    expect(desk.calls.length).toBe(0);
  });

  it("reports a cover for the claim it was under, and stops hearing when closed", async () => {
    setTiles(["a"]);
    await answerClaim("c1");
    claims.reportBlank("a#0", { blankedAfterMs: 2, framesAfter: 0 });
    expect(desk.named("viewing.blanked")[0]?.params).toEqual({ claimId: "c1", blankedAfterMs: 2, framesAfter: 0 });
    claims.close();
    desk.emit("viewing.changed", { claimId: "c1", status: REVOKED });
    expect(claims.statusOf(1)?.state).toBe("permitted");
    expect(clock.pending()).toBe(0);
  });
});
