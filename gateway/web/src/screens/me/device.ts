/** A session's name is what the browser says of itself; people know their browser and their machine. */
const BROWSERS: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, "Edge"], [/\bOPR\//, "Opera"], [/SamsungBrowser\//, "Samsung Internet"], [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/(Chrome|CriOS)\//, "Chrome"], [/\bSafari\//, "Safari"],
];
const MACHINES: [RegExp, string][] = [
  [/Android/, "Android"], [/iPhone/, "iPhone"], [/iPad/, "iPad"], [/Windows/, "Windows"], [/Macintosh/, "Mac"], [/CrOS/, "ChromeOS"], [/Linux/, "Linux"],
];

/** Nothing for a name that somebody gave, such as a token's. */
export function deviceOf(name: string): { browser: string; machine: string } | undefined {
  const find = (known: [RegExp, string][]) => known.find(([pattern]) => pattern.test(name))?.[1];
  const [browser, machine] = [find(BROWSERS), find(MACHINES)];
  return name.startsWith("Mozilla/") && browser && machine ? { browser, machine } : undefined;
}
