/** How large a file is, in the unit in which people think of it: bytes, KB or MB, with one decimal where it matters. */

export type SizeUnit = "bytes" | "kb" | "mb";

export function sizeOf(bytes: number): { unit: SizeUnit; count: number } {
  if (bytes < 1_000) return { unit: "bytes", count: bytes };
  // What would round up to a thousand of a unit is said in the next one.
  const [unit, size]: [SizeUnit, number] = bytes < 999_500 ? ["kb", bytes / 1_000] : ["mb", bytes / 1_000_000];
  return { unit, count: size < 10 ? Math.round(size * 10) / 10 : Math.round(size) };
}
