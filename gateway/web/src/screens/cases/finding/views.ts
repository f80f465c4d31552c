/** Views of the list that somebody named: what they search and filter; kept on the device. */
export interface SavedView { name: string; query: string }

const KEPT = "cmms.case-views";

export function readViews(): SavedView[] {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT) ?? "[]") as SavedView[];
    return Array.isArray(found) ? found.filter((one) => typeof one.name === "string" && typeof one.query === "string") : [];
  } catch {
    return [];
  }
}

export function keepViews(views: SavedView[]): void {
  localStorage.setItem(KEPT, JSON.stringify(views));
}
