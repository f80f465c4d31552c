/** Hours of a week: as a person reads them, and as a form for new ones begins. */
import { Text } from "@mantine/core";
import { api } from "@/api/reading";
import { useWhen, weekdayOf } from "@/parts/when";
import { join, type Hours } from "./week";

/** The days of a week in a row; days in a row with the same hours are said once. */
export function Week({ of }: { of: Hours[] }) {
  const { weekday } = useWhen();
  return (
    <Text size="sm" component="div">
      {join(of).map(({ from, to, opens, closes }) => (
        <div key={from}>
          {weekday(weekdayOf(from))}{to !== from && <> – {weekday(weekdayOf(to))}</>}: <bdi className="number">{opens.slice(0, 5)}–{closes.slice(0, 5)}</bdi>
        </div>
      ))}
    </Text>
  );
}

/** A court's week as it is recorded last; of the first court that is listed when none is named. */
export function useUsualHours(courtId?: string): Hours[] | undefined {
  const courts = api.useQuery("get", "/api/courts", { params: { query: { limit: 200 } } }, { staleTime: 600_000, enabled: !courtId });
  const chosen = courtId ?? courts.data?.items[0]?.id ?? "";
  const asked = api.useQuery("get", "/api/courts/{court_id}/timetables", { params: { path: { court_id: chosen }, query: { limit: 20 } } }, { enabled: !!chosen });
  return asked.data?.items[0]?.hours.map(({ weekday, opens, closes }) => ({ weekday, opens: opens.slice(0, 5), closes: closes.slice(0, 5) }));
}
