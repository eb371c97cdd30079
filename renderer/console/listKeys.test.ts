import { describe, expect, it } from "vitest";
import { createStores } from "../state/stores.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { text } from "../ui/text.ts";
import { listKeys } from "./listKeys.ts";

const model = { stores: createStores() } as WindowModel;
const names = (query: string) => listKeys(model, query).flatMap(({ rows }) => rows.map(({ name }) => name));

describe("the key sheet", () => {
  it("is grouped by topic and leaves empty topics out", () => {
    const topics = listKeys(model, "");
    expect(topics.map(({ title }) => title)).toContain(text.topics.tile);
    expect(topics.every(({ rows }) => rows.length > 0)).toBe(true);
  });

  it("finds by name, by key and by topic, whatever the case, every word", () => {
    expect(names("UNDO")).toEqual([text.commands.undo]);
    expect(names("ctrl z")).toContain(text.commands.undo);
    expect(names("tiles swap")).toHaveLength(4);
    expect(names("nothing does this")).toEqual([]);
  });
});
