import { beforeEach, describe, expect, test } from "vitest";
import { type Incident, MAX_INCIDENTS } from "../../../contract/incidents.ts";
import { createIncidentMirror, type IncidentChange, type IncidentMirror } from "./incidentMirror.ts";

const MAX_BYTES = 2_000_000;
let revision = 0;

/** An incident of about so many bytes as JSON. */
function make(id: string, change: Partial<Incident> & { bytes?: number } = {}): Incident {
  const { bytes = 0, ...facts } = change;
  const notes = bytes === 0 ? [] : [{ atMs: 1, by: "CAD", text: "é".repeat(bytes / 2) }];
  return {
    ...{ id, kind: "fire", title: "Fire", priority: 2, source: "cad", verified: true, openedBy: "CAD" },
    ...{ place: "Mill St", openedAtMs: 1, revision: ++revision, units: [], notes },
    ...facts,
  };
}

describe("incidents at a desk", () => {
  let hub: Incident[];
  let mirror: IncidentMirror;
  let told: IncidentChange[];
  beforeEach(() => {
    [hub, told] = [[], []];
    mirror = createIncidentMirror(async (since) => {
      const incidents = hub.filter((incident) => incident.revision > since);
      return { revision, incidents, isMore: false };
    }, MAX_BYTES);
    mirror.changed.on((change) => told.push(change));
  });
  const names = () => mirror.all().map(({ id }) => id);

  test("are no more bytes than fit: closed ones go first, then the least urgent", async () => {
    hub = [
      make("urgent", { priority: 1, bytes: 600_000 }),
      make("closed", { priority: 1, bytes: 600_000, closedAtMs: 5 }),
      make("minor", { priority: 4, bytes: 600_000 }),
    ];
    await mirror.read();
    expect(names()).toEqual(["urgent", "closed", "minor"]);
    hub.push(make("new", { bytes: 600_000 }));
    await mirror.read();
    expect(names()).toEqual(["urgent", "minor", "new"]);
    expect(told.at(-1)).toMatchObject({ changed: [{ id: "new" }], removedIds: ["closed"] });
    mirror.put(make("newer", { bytes: 1_200_000 }));
    expect(names()).toEqual(["urgent", "newer"]);
  });

  test("are counted by what they are now, not by what they were", async () => {
    hub = [make("a", { bytes: 1_500_000 })];
    await mirror.read();
    mirror.put(make("a"));
    mirror.put(make("b", { bytes: 1_500_000 }));
    expect(names()).toEqual(["a", "b"]);
    mirror.clear();
    hub = [make("c", { bytes: 1_500_000 })];
    await mirror.readWhole();
    expect(names()).toEqual(["c"]);
  });

  test("of many pages are never held whole: what fits no more gives way before the next is read", async () => {
    hub = Array.from({ length: 8 }, (_, n) => make(`i-${n}`, { priority: n === 0 ? 1 : 4, bytes: 600_000 }));
    const heldBytes: number[] = [];
    mirror = createIncidentMirror(async (since) => {
      heldBytes.push(JSON.stringify(mirror.all()).length);
      const [next, more] = hub.filter((incident) => incident.revision > since);
      return {
        revision: next?.revision ?? since,
        incidents: next === undefined ? [] : [next],
        isMore: more !== undefined,
      };
    }, MAX_BYTES);
    await mirror.read();
    expect(heldBytes).toHaveLength(8);
    expect(heldBytes.at(-1)).toBeGreaterThan(0);
    expect(names()).toContain("i-0");
    expect(names()).toContain("i-7");
    expect(Buffer.byteLength(JSON.stringify(mirror.all()))).toBeLessThanOrEqual(MAX_BYTES);
  });

  test("are no more than a window can be told", async () => {
    hub = Array.from({ length: MAX_INCIDENTS + 1 }, (_, n) => make(`i-${n}`, { openedAtMs: n }));
    await mirror.read();
    expect([mirror.all().length, mirror.find("i-0")]).toEqual([MAX_INCIDENTS, undefined]);
  });
});
