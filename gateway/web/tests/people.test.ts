/** Choosing somebody: who is chosen is never lost from the list, and is not searched for by their own name. */
import { describe, expect, it } from "vitest";
import { joinPeople, wordsToFind } from "@/parts/people";

const bilal = { value: "1", label: "Bilal Soomro" };
const sana = { value: "2", label: "Sana Qureshi" };

describe("people to choose from", () => {
  it("are who is chosen, then who was found, each once", () => {
    expect(joinPeople([bilal], [sana, bilal])).toEqual([bilal, sana]);
    expect(joinPeople([], [sana])).toEqual([sana]);
  });

  it("are searched by what was typed, not by the name that stands there", () => {
    expect(wordsToFind(" soom ", [])).toBe("soom");
    expect(wordsToFind("Bilal Soomro", [bilal])).toBe("");
    expect(wordsToFind("Bilal Soomro", [sana])).toBe("Bilal Soomro");
  });
});
