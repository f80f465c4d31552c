/** Where a figure stands in a report, read from the service's own words for it. */
import { expect, it } from "vitest";
import { readPlace } from "@/screens/reports/places";

it.each([
  ["total.closing", { figure: "closing" }],
  ["total.pending_by_age.over_2_years", { figure: "over_2_years" }],
  ["total.oldest[2].case_id", { figure: "oldest" }],
  ["groups.karachi-south.decided", { group: "karachi-south", figure: "decided" }],
  ["groups.karachi-south.pending_by_age.under_3_months", { group: "karachi-south", figure: "under_3_months" }],
  ["groups.karachi-south.oldest[1].since", { group: "karachi-south", figure: "oldest" }],
  ["rows[3].decided", { row: 3, figure: "decided" }],
])("%s", (place, read) => {
  expect(readPlace(place)).toEqual(read);
});
