/** Views of the list: what the address asks for, as the account keeps it, and back. */
import { beforeEach, describe, expect, it } from "vitest";
import { filterOf, isShown, queryOf, readOnDevice } from "@/screens/cases/finding/views";

const query = new URLSearchParams("stage=trial&is_terrorism=false&q=Allah+Ditta&page=3&court_id=");

describe("a view", () => {
  it("holds what the list knows and nothing else of the address", () => {
    expect(filterOf(query)).toEqual({ q: "Allah Ditta", stage: "trial", is_terrorism: false });
  });

  it("is shown whatever the order in which the same was chosen or kept", () => {
    const view = { filter: { stage: "trial", q: "Allah Ditta", is_terrorism: false } };
    expect(isShown(view, query)).toBe(true);
    expect(isShown(view, new URLSearchParams("stage=trial"))).toBe(false);
    expect(filterOf(new URLSearchParams(queryOf(view.filter)))).toEqual(view.filter);
  });
});

describe("views that a device kept before", () => {
  beforeEach(() => localStorage.clear());

  it("are read as the account takes them", () => {
    localStorage.setItem("cmms.case-views", JSON.stringify([{ name: "x".repeat(70), query: "stage=trial&odd=1" }, { name: 7 }]));
    expect(readOnDevice()).toEqual([{ name: "x".repeat(60), filter: { stage: "trial" }, columns: [], is_shared: false }]);
  });

  it("are none when nothing readable is there", () => {
    for (const text of ["", "7", "{}", "[", "null"]) {
      localStorage.setItem("cmms.case-views", text);
      expect(readOnDevice()).toEqual([]);
    }
  });
});
