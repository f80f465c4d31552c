/** Rules of the file of a case: what a date rests on, how long an approval lasts, how a list of the proscribed is read. */
import { expect, test } from "vitest";
import { levelsOf } from "@/screens/cases/file/Law";
import { gatherFacts, type Fact } from "@/screens/cases/file/Resting";
import { stateNow } from "@/screens/cases/file/openings";
import { readList } from "@/screens/administration/rules/readList";

const fact = (id: string, first_id: string, superseded_at: string | null = null) => ({ id, first_id, superseded_at }) as Fact;

test("a corrected fact stands with what it was before, newest first", () => {
  const [told] = gatherFacts([fact("1", "1", "2026-01-01T00:00:00Z"), fact("2", "1", "2026-01-02T00:00:00Z"), fact("3", "1")]);

  expect(told?.standing?.id).toBe("3");
  expect(told?.former.map(({ id }) => id)).toEqual(["2", "1"]);
});

test("a fact that was taken back has nothing that stands", () => {
  expect(gatherFacts([fact("1", "1", "2026-01-01T00:00:00Z")])[0]?.standing).toBeUndefined();
});

test("an approval ends by the clock, whatever was read before", () => {
  const opening = { state: "approved", expires_at: "2026-01-01T10:00:00Z" };

  expect(stateNow(opening, Date.parse("2026-01-01T09:59:59Z"))).toBe("approved");
  expect(stateNow(opening, Date.parse("2026-01-01T10:00:00Z"))).toBe("expired");
});

test("a way out of court is a way out of each stage in court", () => {
  const stages = [{ code: "charged", within: "in_court" }, { code: "in_court", within: null }];

  expect(levelsOf("charged", stages)).toEqual(["charged", "in_court"]);
  expect(levelsOf("investigation", stages)).toEqual(["investigation"]);
});

test("a list is read with quotes, other names and empty lines", () => {
  const { entries, wrong } = readList('\uFEFFName,Aliases,CNIC\r\n"Khan, A. ""Lala""",Lala; Khan Sahib,42101-1\r\n\r\nB,,\r\n');

  expect(wrong).toEqual([]);
  expect(entries).toEqual([{ name: 'Khan, A. "Lala"', aliases: ["Lala", "Khan Sahib"], cnic: "42101-1" }, { name: "B" }]);
});

test("what is wrong in a list is told by its line", () => {
  expect(readList("name;listed_on\n;2026-01-01\nA;1.2.2026\nB;2026-02-30").wrong).toEqual([
    { line: 2, why: "no_name" }, { line: 3, why: "bad_day" }, { line: 4, why: "bad_day" },
  ]);
  expect(readList("person\nA").lacks).toEqual(["name"]);
});
