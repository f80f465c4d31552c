/** A prosecutor chosen from all that the reader may see. */
import { NativeSelect } from "@mantine/core";
import { api } from "@/api/reading";

interface Props { label: string; nothing: string; value: string; onChange: (id: string) => void }

export function PersonSelect({ label, nothing, value, onChange }: Props) {
  const people = api.useQuery("get", "/api/people", { params: { query: { limit: 200, role: "prosecutor" } } }, { staleTime: 600_000 });
  return (
    <NativeSelect label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">{nothing}</option>
      {people.data?.items.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
    </NativeSelect>
  );
}
