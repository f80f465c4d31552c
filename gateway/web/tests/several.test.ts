/** Sections of one act are written at once, as FIRs have them. */
import { describe, expect, it } from "vitest";
import { splitSections, spreadSections } from "../src/forms/several";

describe("what is written in one field", () => {
  it.each([
    ["302/324/34", ["302", "324", "34"]], ["302, 34", ["302", "34"]], ["۳۰۲، ۳۴", ["۳۰۲", "۳۴"]], ["302 34", ["302", "34"]], ["6(2)(a); 7(a) /", ["6(2)(a)", "7(a)"]],
    ["23 (1) (a)", ["23 (1) (a)"]], ["265 - K", ["265 - K"]], ["392", ["392"]], [" / ", []],
  ])("%s", (text, sections) => expect(splitSections(text)).toEqual(sections));
});

describe("each section", () => {
  const others = [{ act: "ata", section: "7" }];

  it("stands in a row of its own, of the same act, before what follows", () => {
    const values = { district: "thatta", sections: [{ act: "ppc", section: "302/34" }, ...others] };
    expect(spreadSections(values, "sections.0.section")).toEqual({
      list: "sections",
      values: { district: "thatta", sections: [{ act: "ppc", section: "302" }, { act: "ppc", section: "34" }, ...others] },
    });
  });

  it("waits for its act where none is chosen yet", () => {
    const found = spreadSections({ sections: [{ section: "302/34" }] }, "sections.0.section");
    expect(found?.values).toEqual({ sections: [{ section: "302" }, { section: "34" }] });
  });

  it("stays where it is when it is the only one, or stands in no list", () => {
    expect(spreadSections({ sections: [{ act: "ppc", section: "302" }] }, "sections.0.section")).toBeUndefined();
    expect(spreadSections({ section: "302/34" }, "section")).toBeUndefined();
    expect(spreadSections({ sections: [{ act: "ppc" }] }, "sections.0.section")).toBeUndefined();
  });
});
