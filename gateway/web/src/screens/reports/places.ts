/** Where in a report a figure stands, as the service writes it: "total.closing", "groups.karachi-south.decided", "rows[3].decided". */
export interface Place { group?: string; row?: number; figure: string }

const IN_GROUP = /^groups\.(.+?)\.(?:pending_by_age\.\w+|oldest(?:\[\d+\](?:\.\w+)?)?|\w+)$/;

export function readPlace(place: string): Place {
  const row = /^rows\[(\d+)\](?:\.(.+))?$/.exec(place);
  if (row) return { row: Number(row[1]), figure: row[2] ?? "" };
  const group = IN_GROUP.exec(place);
  if (group) return { group: group[1]!, figure: lastOf(place) };
  return { figure: lastOf(place) };
}

/** A list within (the oldest cases) is one figure for a reader. */
function lastOf(place: string): string {
  const inList = /(\w+)\[\d+\]/.exec(place);
  return inList ? inList[1]! : (place.split(".").at(-1) ?? place);
}
