import { describe, expect, it } from "vitest";
import type { CameraRow } from "../../contract/cameras.ts";
import { applyCameraNews, createBook } from "./cameraBook.ts";

const row = (number: string, state: CameraRow["health"]["state"] = "online"): CameraRow => ({
  ...{ id: `cam-${number}`, number, name: `Camera ${number}`, ownerKind: "city", ownerLabel: "City" },
  ...{ sharing: "standing", street: "Mill St", hasStream: true },
  health: { state, sinceMs: 0 },
});
const news = (changed: CameraRow[], removedIds: string[] = [], isWhole = false) => ({
  ...{ revision: 1, isWhole, changed, removedIds },
});
const numbers = ({ inOrder }: ReturnType<typeof createBook>) => inOrder.map(({ number }) => number);

describe("the book of cameras", () => {
  const book = createBook(["R2", "204", "31", "R1", "101"].map((number) => row(number)));

  it("is in the order of its numbers, those of the registry last", () => {
    expect(numbers(book)).toEqual(["31", "101", "204", "R1", "R2"]);
  });

  it("after news of health keeps its order and every other row", () => {
    const next = applyCameraNews(book, news([row("204", "offline")]));
    expect(numbers(next)).toEqual(numbers(book));
    for (const find of [next.byId.get("cam-204"), next.byNumber.get("204"), next.inOrder[2]])
      expect(find?.health.state).toBe("offline");
    expect(next.inOrder[1]).toBe(book.inOrder[1]);
    expect(book.byId.get("cam-204")?.health.state).toBe("online");
  });

  it("takes in new cameras, other numbers and removals at their places", () => {
    expect(numbers(applyCameraNews(book, news([row("150")])))).toEqual(["31", "101", "150", "204", "R1", "R2"]);
    expect(numbers(applyCameraNews(book, news([{ ...row("300"), id: "cam-31" }])))).toEqual([
      ..."101 204 300 R1 R2".split(" "),
    ]);
    expect(numbers(applyCameraNews(book, news([row("101")], ["cam-R1", "cam-31"])))).toEqual(["101", "204", "R2"]);
    expect(numbers(applyCameraNews(book, news([row("7")], [], true)))).toEqual(["7"]);
  });

  it("with 50 000 cameras takes news of one in without looking at the others' numbers", () => {
    let reads = 0;
    const rows = Array.from({ length: 50_000 }, (_, at) => {
      const { number, ...rest } = row(String(50_000 - at));
      return {
        ...rest,
        get number() {
          reads++;
          return number;
        },
      };
    });
    const city = createBook(rows);
    reads = 0;
    const after = applyCameraNews(city, news([row("7", "offline")]));
    // Halving 50 000 takes 16 steps.
    expect(reads).toBeLessThan(50);
    expect(after.byNumber.get("7")?.health.state).toBe("offline");
  });

  it("finds no camera by a number it does not have", () => {
    for (const number of ["", "3", "R3", "999999", "x"]) expect(book.byNumber.get(number)).toBeUndefined();
  });
});
