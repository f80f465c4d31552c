/** An instant's own digits are of Greenwich: from midnight to five its day here is the next one. */
import { expect, it } from "vitest";

const sources = import.meta.glob<string>("../src/**/*.{ts,tsx}", { eager: true, query: "?raw", import: "default" });

it("is never cut to make a day of it", () => {
  const cut = Object.entries(sources).filter(([, source]) => /_at\.slice\(0, 10\)/.test(source)).map(([path]) => path);
  expect(cut).toEqual([]);
});
