/** What was pasted, line by line: blank lines, bullets and the numbering of a list are not part of a number. */
export const MOST_LINES = 200;

export function linesOf(pasted: string): string[] {
  return pasted
    .split(/\r?\n|[;؛]/)
    .map((line) => line.replace(/^\s*(?:[-•*–]|\d{1,3}[.)](?=\s))\s*/, "").trim())
    .filter((line) => /[\d٠-٩۰-۹]/.test(line));
}
