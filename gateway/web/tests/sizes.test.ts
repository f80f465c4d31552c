import { expect, it } from "vitest";
import { sizeOf } from "@/parts/sizes";

it.each([
  [0, "bytes", 0],
  [999, "bytes", 999],
  [1_000, "kb", 1],
  [1_240, "kb", 1.2],
  [48_200, "kb", 48],
  [999_499, "kb", 999],
  [999_500, "mb", 1],
  [2_560_000, "mb", 2.6],
  [25_000_000, "mb", 25],
])("says %i bytes in %s", (bytes, unit, count) => {
  expect(sizeOf(bytes)).toEqual({ unit, count });
});
