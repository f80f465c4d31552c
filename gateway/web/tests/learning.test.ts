/** Rules of learning and the library: what is cut, marked, grouped, counted and drawn. */
import { describe, expect, test } from "vitest";
import { cut } from "@/parts/Prose";
import { drawQr } from "@/parts/qr";
import { countAll, sharePassed } from "@/screens/learning/follow";
import { groupByChapter } from "@/screens/learning/library/contents";
import { partAt } from "@/screens/learning/library/marks";

describe("a lesson's text", () => {
  test("is cut into headings, lists and paragraphs; lines of one paragraph stay together", () => {
    expect(cut("## First\n\nOne\ntwo\n\n- a\n- b\n  more\n\n1. x\n\n2. y\n> said")).toEqual([
      { kind: "heading", depth: 2, text: "First" },
      { kind: "text", text: "One\ntwo" },
      { kind: "bullets", items: ["a", "b more"] },
      { kind: "numbers", items: ["x", "y > said"] },
    ]);
  });

  test("keeps as text what is no mark", () => {
    expect(cut("#no heading\n<b>tag</b>")).toEqual([{ kind: "text", text: "#no heading\n<b>tag</b>" }]);
  });
});

describe("what was looked for", () => {
  test("is marked at the beginnings of words, in any case and letters", () => {
    expect(partAt("Arms and harm, ARM", "arm")).toEqual(["", "Arms", " and harm, ", "ARM", ""]);
    expect(partAt("زیر دفعہ ۷", "دفعہ")).toEqual(["زیر ", "دفعہ", " ۷"]);
  });

  test("marks nothing for short words, and takes no letter as a pattern", () => {
    expect(partAt("of the (x)", "of")).toEqual(["of the (x)"]);
    expect(partAt("a+b+c and abbc", "a+b+c")).toEqual(["", "a+b+c", " and abbc"]);
  });
});

test("sections that follow one another stand below their chapter", () => {
  const row = (number: string, chapter: string | null) => ({ number, chapter });
  expect(groupByChapter([row("1", null), row("2", "I"), row("3", "I"), row("4", null)]).map(({ chapter, rows }) => [chapter, rows.length])).toEqual([
    [null, 1], ["I", 2], [null, 1],
  ]);
});

test("a share is of all learners, and of nobody there is none", () => {
  expect(countAll({ enrolled: 1, started: 2, passed: 3, failed: 0 })).toBe(6);
  expect(sharePassed({ enrolled: 1, started: 0, passed: 2, failed: 0 })).toBe(67);
  expect(sharePassed({ enrolled: 0, started: 0, passed: 0, failed: 0 })).toBeNull();
});

describe("a QR code", () => {
  test("is as large as its text needs, and there is none of a text that is too long", () => {
    expect(drawQr("hi")?.length).toBe(21);
    expect(drawQr("x".repeat(106))?.length).toBe(41);
    expect(drawQr("x".repeat(107))).toBeUndefined();
  });

  test("is what a reader reads as CMMS", () => {
    const rows = drawQr("CMMS")?.map((row) => row.map((isDark) => (isDark ? "#" : ".")).join(""));
    expect(rows).toMatchInlineSnapshot(`
      [
        "#######..#....#######",
        "#.....#.#..##.#.....#",
        "#.###.#...##..#.###.#",
        "#.###.#...#.#.#.###.#",
        "#.###.#.##.##.#.###.#",
        "#.....#..###..#.....#",
        "#######.#.#.#.#######",
        ".....................",
        "#.#.#.#..#..#...#..#.",
        "...#.#...###.#.#..##.",
        ".######.#..#.###.####",
        "..#..#.##.####.##...#",
        "..#..###...#.###..#.#",
        "........###...#...##.",
        "#######..#..#...#####",
        "#.....#..#....#....#.",
        "#.###.#.##..#.#.#####",
        "#.###.#....#.#.#.#.#.",
        "#.###.#.#..#.###.#..#",
        "#.....#...####.###.#.",
        "#######.#.##.###..###",
      ]
    `);
  });
});
