import { describe, expect, it } from "vitest";
import { createDeskClient } from "./deskClient.ts";
import type { Transport } from "./transport.ts";

interface Sent {
  readonly id: number;
  readonly method: string;
}

function createHandDriven() {
  const sent: Sent[] = [];
  let receiver: (message: unknown) => void = () => {};
  let openHandler: (isOpen: boolean) => void = () => {};
  let isOpen = true;
  const transport: Transport = {
    send: (message) => sent.push(message as Sent),
    receive(handler) {
      receiver = handler;
      return () => {};
    },
    isOpen: () => isOpen,
    onOpenChanged(handler) {
      openHandler = handler;
      return () => {};
    },
  };
  return {
    transport,
    sent,
    reply: (message: unknown) => receiver(message),
    lose() {
      isOpen = false;
      openHandler(false);
    },
  };
}

describe("desk client", () => {
  it("pairs answers with calls whatever their order", async () => {
    const hand = createHandDriven();
    const client = createDeskClient(hand.transport);
    const none = { canPlace: false, screens: [], consoleScreenId: null, places: [] };
    const undo = client.call("wall.undo", {});
    const screens = client.call("displays.snapshot", {});
    hand.reply({ kind: "result", id: hand.sent[1]?.id, result: none });
    hand.reply({ kind: "result", id: hand.sent[0]?.id, result: {} });
    expect(await screens).toEqual(none);
    expect(await undo).toEqual({});
  });

  it("rejects with the fault the desk names and says its sentence once", async () => {
    const hand = createHandDriven();
    const call = createDeskClient(hand.transport).call("session.signIn", { operator: "a", password: "b" });
    const fault = { code: "SIGN_IN_WRONG", sentence: "Operator or password is wrong.", retryable: false };
    hand.reply({ kind: "fault", id: hand.sent[0]?.id, fault });
    await expect(call).rejects.toMatchObject({ code: "SIGN_IN_WRONG", message: "Operator or password is wrong." });
  });

  it("refuses an answer with a field the table does not know", async () => {
    const hand = createHandDriven();
    const call = createDeskClient(hand.transport).call("wall.undo", {});
    hand.reply({ kind: "result", id: hand.sent[0]?.id, result: { url: "http://hub" } });
    await expect(call).rejects.toMatchObject({ code: "HUB_ANSWER_INVALID" });
  });

  it("fails what waits when the desk is lost, and everything asked after", async () => {
    const hand = createHandDriven();
    const client = createDeskClient(hand.transport);
    const before = client.call("wall.undo", {});
    hand.lose();
    await expect(before).rejects.toMatchObject({ code: "INTERNAL" });
    await expect(client.call("wall.undo", {})).rejects.toMatchObject({ code: "INTERNAL" });
    expect(hand.sent).toHaveLength(1);
  });

  it("passes on news of the right shape only, until told to stop", () => {
    const hand = createHandDriven();
    const heard: number[] = [];
    const stop = createDeskClient(hand.transport).on("hub.tick", ({ hubNowMs }) => heard.push(hubNowMs));
    hand.reply({ kind: "event", event: "hub.tick", payload: { hubNowMs: 5 } });
    hand.reply({ kind: "event", event: "hub.tick", payload: { hubNowMs: "6" } });
    hand.reply("noise");
    stop();
    hand.reply({ kind: "event", event: "hub.tick", payload: { hubNowMs: 7 } });
    expect(heard).toEqual([5]);
  });
});
