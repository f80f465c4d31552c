/** Somebody chosen by name. */
import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";

interface Props { label: string; description: string; onChoose: (person: { id: string; name: string } | undefined) => void }

export function PersonSelect({ label, description, onChoose }: Props) {
  const { t } = useTranslation("forms");
  const asked = api.useQuery("get", "/api/people", { params: { query: { limit: 200 } } }, { staleTime: 600_000 });
  const people = asked.data?.items ?? [];
  return (
    <Select
      label={label}
      description={description}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("clear") }}
      maw={420}
      className="no-print"
      placeholder={t("choose")}
      nothingFoundMessage={t("nothing_found")}
      data={people.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(chosen) => onChoose(people.find(({ id }) => id === chosen))}
    />
  );
}
