/** A court chosen from all that are open, by the name the reader knows. */
import { NativeSelect } from "@mantine/core";
import { api } from "@/api/reading";
import { useCourtName } from "@/parts/names";

interface Props { label: string; nothing?: string; value: string; onChange: (id: string) => void; error?: string | undefined }

export function CourtSelect({ label, nothing, value, onChange, error }: Props) {
  const name = useCourtName();
  const courts = api.useQuery("get", "/api/courts", { params: { query: { limit: 200 } } }, { staleTime: 600_000 });
  return (
    <NativeSelect label={label} error={error} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {nothing !== undefined && <option value="">{nothing}</option>}
      {courts.data?.items.map((court) => <option key={court.id} value={court.id}>{name(court)}</option>)}
    </NativeSelect>
  );
}
