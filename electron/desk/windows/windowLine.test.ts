import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MAX_CALLS_PER_S } from "../../../contract/deskEnvelope.ts";
import { openTestDesk, type TestDesk } from "../testing/openTestDesk.ts";

const NOBODY = "http://127.0.0.1:9";
let at: TestDesk;
beforeAll(async () => {
  at = await openTestDesk({ hubUrl: NOBODY });
});
afterAll(() => at.close());

describe("a window's line", () => {
  test("refuses fields and methods nobody knows, and everything before hello", async () => {
    const window = await at.openWindow();
    const params: Record<string, unknown> = { display: 1, all: true };
    await expect(window.call("purpose.clear", params as { display: number })).rejects.toThrow();
    window.send({ id: 77, method: "desk.open", params: {} });
    expect(window.replies.at(-1)).toMatchObject({ kind: "fault", id: 77, fault: { code: "REQUEST_MALFORMED" } });
    window.send("garbage");
    window.send({ id: Number.POSITIVE_INFINITY });
    const before = at.desk.connect((reply) => expect(reply).toMatchObject({ fault: { code: "REQUEST_MALFORMED" } }));
    before.receive({ id: 1, method: "wall.snapshot", params: {} });
    expect.assertions(3);
  });

  test("opens nothing but the sign-in before it", async () => {
    const window = await at.openWindow();
    await expect(window.call("wall.snapshot", {})).rejects.toThrow(/Sign in/);
    await expect(window.call("viewing.claim", { items: [{ tile: 1, cameraId: "c" }] })).rejects.toThrow(/Sign in/);
    await expect(window.call("session.signIn", { operator: "a", password: "b" })).rejects.toThrow(
      /hub does not answer/,
    );
  });

  test("is slowed down when it calls without end, and others are not", async () => {
    const [busy, quiet] = [await at.openWindow(), await at.openWindow()];
    const calls = Array.from({ length: MAX_CALLS_PER_S + 10 }, () =>
      busy.call("window.visibility", { isVisible: true }),
    );
    const refused = (await Promise.allSettled(calls)).filter(({ status }) => status === "rejected");
    expect(refused.length).toBeGreaterThanOrEqual(10);
    await quiet.call("window.visibility", { isVisible: true });
  });

  test("tells a display window from a console and remembers its display", async () => {
    const display = await at.openWindow(2);
    expect(display.info).toMatchObject({ display: 2, kind: "display" });
    expect(display.info.wall.displays.map((some) => [some.display, some.hasWindow])).toEqual([
      [1, false],
      [2, true],
    ]);
    expect((await at.openWindow()).info).toMatchObject({ display: 1, kind: "console" });
  });
});
