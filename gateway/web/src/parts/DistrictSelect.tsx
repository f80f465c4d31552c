/** A district among those there are. */
import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { useDistrictName } from "./names";

interface Props { value: string; onChange: (value: string) => void; any?: string }

export function DistrictSelect({ value, onChange, any }: Props) {
  const { t } = useTranslation("fields");
  const called = useDistrictName();
  const asked = api.useQuery("get", "/api/districts", { params: { query: { limit: 200 } } }, { staleTime: 3_600_000 });
  return (
    <NativeSelect label={t("district")} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {(any || !value) && <option value="">{any ?? "–"}</option>}
      {asked.data?.items.map(({ code }) => (
        <option key={code} value={code}>
          {called(code)}
        </option>
      ))}
    </NativeSelect>
  );
}
