/** What forms send, and what is wrong with it. */
import { describe, expect, it } from "vitest";
import { beginWith, check, clean, hasSecret, isUntouched, readAt, takenAway, withoutSecrets, writeAt } from "@/forms/values";
import type { Shape } from "@/forms/operation";

const custody: Shape = {
  type: "object",
  properties: { state: { type: "string", enum: ["in_custody", "at_large"] }, since_on: { type: "string", format: "date" } },
  required: ["state", "since_on"],
  additionalProperties: false,
};
const shape: Shape = {
  type: "object",
  properties: {
    number: { type: "string", minLength: 1, maxLength: 3 },
    note: { type: ["string", "null"], default: null, minLength: 1 },
    minutes: { type: "integer", default: 30, minimum: 5 },
    accused: { type: "array", items: { type: "object", properties: { initials: { type: "string", minLength: 1 }, custody }, required: ["initials", "custody"] } },
  },
  required: ["number"],
  additionalProperties: false,
};

describe("what a form sends", () => {
  it("begins with defaults and what is known", () => {
    expect(beginWith(shape, { number: "7" })).toEqual({ number: "7", minutes: 30 });
  });

  it("leaves out what was not entered, and trims what was", () => {
    expect(clean(shape, { number: " 7 ", note: "", minutes: undefined })).toEqual({ number: "7" });
  });

  it("sends of a change only what changed, and null for what was taken away", () => {
    const before = { number: "7", note: "old", minutes: 30 };
    expect(clean(shape, { number: "7", note: "", minutes: 45 }, { before })).toEqual({ note: null, minutes: 45 });
  });
});

describe("lists", () => {
  const row = { type: "object", properties: { act: { type: "string", minLength: 1 }, role: { type: "string", default: "unknown" } }, required: ["act"] } as Shape;
  const listed: Shape = {
    type: "object",
    properties: { sections: { type: "array", minItems: 1, items: row }, accused: { type: "array", minItems: 0, items: row } },
    required: ["sections"],
  };

  it("that must not be empty begin with their first row, as the shape has it", () => {
    expect(beginWith(listed, {})).toEqual({ sections: [{ role: "unknown" }] });
    expect(beginWith(listed, { sections: [] })).toEqual({ sections: [{ role: "unknown" }] });
    expect(beginWith(listed, { accused: [{}], sections: [{ act: "ppc" }] })).toEqual({ sections: [{ act: "ppc", role: "unknown" }], accused: [{ role: "unknown" }] });
  });

  it("of days that must not be empty begin with a day to fill in", () => {
    const days = { type: "object", properties: { days: { type: "array", minItems: 1, items: { type: "string", format: "date" } } }, required: ["days"] } as Shape;
    expect(beginWith(days, {})).toEqual({ days: [""] });
    expect(clean(days, { days: [""] })).toEqual({ days: [] });
  });

  it("know a row into which nobody wrote", () => {
    expect(isUntouched(row, { role: "unknown" })).toBe(true);
    expect(isUntouched(row, { role: "unknown", act: "PPC" })).toBe(false);
  });

  it("are sent without rows at their end into which nobody wrote, but never without what they must have", () => {
    const sent = clean(listed, { sections: [{ role: "unknown" }], accused: [{ act: "ppc", role: "unknown" }, { role: "unknown" }] });
    expect(sent).toEqual({ sections: [{ role: "unknown" }], accused: [{ act: "ppc", role: "unknown" }] });
    expect(Object.keys(check(listed, sent))).toEqual(["sections.0.act"]);
  });
});

describe("what is wrong", () => {
  it("is said of every field, within groups and lists too", () => {
    const wrong = check(shape, clean(shape, { number: "", accused: [{ initials: "A.B.", custody: {} }] }));
    expect(Object.keys(wrong).sort()).toEqual(["accused.0.custody.since_on", "accused.0.custody.state", "number"]);
  });

  it("names the limit that was passed", () => {
    expect(check(shape, { number: "1234", minutes: 1 })).toEqual({
      number: { reason: "too_long", limit: 3 },
      minutes: { reason: "too_small", limit: 5 },
    });
  });
});

describe("paths", () => {
  it("write into lists and groups without touching what was there", () => {
    const before = { accused: [{ initials: "A" }] };
    const after = writeAt(before, "accused.0.custody.state", "at_large");
    expect(readAt(after, "accused.0.custody.state")).toBe("at_large");
    expect(before).toEqual({ accused: [{ initials: "A" }] });
  });
});

describe("a password", () => {
  const entrance: Shape = {
    type: "object",
    properties: { login: { type: "string", minLength: 1 }, password: { type: "string", format: "password", minLength: 1 } },
    required: ["login", "password"],
  };

  it("is sent as it was typed", () => {
    expect(clean(entrance, { login: " asma ", password: " two words " })).toEqual({ login: "asma", password: " two words " });
  });

  it("is never kept on the device", () => {
    expect(hasSecret(entrance)).toBe(true);
    expect(hasSecret(shape)).toBe(false);
    expect(withoutSecrets(entrance, { login: "asma", password: "two words" })).toEqual({ login: "asma" });
  });
});

describe("a code that nobody guesses", () => {
  it("is said apart from other patterns", () => {
    const court: Shape = { type: "object", properties: { code: { type: "string", pattern: "^[a-z0-9]+([-_][a-z0-9]+)*$" }, cnic: { type: "string", pattern: "^[0-9]{13}$" } } };
    const wrong = check(court, { code: "Court 9", cnic: "12" });
    expect([wrong.code?.reason, wrong.cnic?.reason]).toEqual(["code", "malformed"]);
  });
});

describe("a change", () => {
  const shape = { type: "object", properties: { name: { type: "string", minLength: 1 }, phone: { type: ["string", "null"] } } } as Shape;

  it("does not pass over what it would take away and may not", () => {
    const before = { name: "A.K.", phone: "+92" };
    expect(takenAway(shape, { name: "", phone: "" }, before)).toEqual({ name: { reason: "required" } });
    expect(takenAway(shape, before, before)).toEqual({});
    expect(takenAway(shape, {}, {})).toEqual({});
  });
});
