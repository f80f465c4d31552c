import { expect, it } from "vitest";
import { takeApart } from "@/parts/courts";

it.each([
  ["1st Additional Sessions Court, Karachi South", "additional_sessions", { rank: 1, place: "karachi-south" }],
  ["Anti-Terrorism Court No. 16, Karachi", "anti_terrorism", { number: 16, place: "karachi" }],
  ["2nd Judicial Magistrate, Mirpur Khas", "judicial_magistrate", { rank: 2, place: "mirpur-khas" }],
  ["District and Sessions Court, Sukkur", "sessions", { place: "sukkur" }],
])("takes %s apart", (name, kind, parts) => {
  expect(takeApart(name, kind)).toEqual(parts);
});

it.each([
  ["Additional Sessions Court, Karachi South", "sessions"],
  ["Special Court (Offences in Banks), Karachi", "banking"],
  ["High Court of Sindh", "high_court"],
])("leaves %s whole: it says more than its kind, or less", (name, kind) => {
  expect(takeApart(name, kind)).toBeUndefined();
});
