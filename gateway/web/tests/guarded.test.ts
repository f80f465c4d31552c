/** A step on a thing with a version sends the version that was looked at: without it the service refuses, and nothing one presses helps. */
import { describe, expect, it } from "vitest";

const forms = import.meta.glob<{ operation: string; guarded: boolean }>("../made/forms/*.json", { eager: true, import: "default" });
const sources = import.meta.glob<string>("../src/**/*.tsx", { eager: true, query: "?raw", import: "default" });
const guarded = new Set(Object.values(forms).filter((form) => form.guarded).map(({ operation }) => operation));

/** The steps that a source places, each with what it is given there. */
function placed(source: string): { operation: string; props: string }[] {
  return [...source.matchAll(/(?:operation|act|preview)="(\w+)"/g)].map((found) => ({
    operation: found[1]!,
    props: source.slice(found.index, source.indexOf("/>", found.index)),
  }));
}

describe("a guarded step", () => {
  it("is given its version, by itself or with what all steps of the place share", () => {
    const without = Object.entries(sources).flatMap(([path, source]) =>
      placed(source)
        .filter(({ operation, props }) => guarded.has(operation) && !/version=|\{\.\.\./.test(props))
        .map(({ operation }) => `${operation} in ${path}`),
    );
    expect(without).toEqual([]);
  });
});
