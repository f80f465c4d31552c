/** The purpose of a hearing: chosen from the list, or typed as the court's own diary has it and read by the service. */
import { Select, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { useCodes } from "@/parts/names";
import type { PickerProps } from "./pickers";

export function PurposePicker({ parts, path, value, set, isRequired }: PickerProps) {
  const { t } = useTranslation("forms");
  const title = useCodes();
  const [search, setSearch] = useState("");
  const [settled] = useDebouncedValue(search.trim(), 300);
  const asked = api.useQuery("get", "/api/hearing-codes", {}, { staleTime: 600_000 });
  const options = (asked.data?.items ?? []).filter(({ kind }) => kind === "purpose").map(({ code }) => ({ value: code, label: title("purpose", code) }));
  const isListed = options.some(({ label }) => label.toLowerCase().includes(settled.toLowerCase()));
  const read = api.useQuery(
    "post",
    "/api/hearing-codes/typed",
    { body: { kind: "purpose", written: settled } },
    { enabled: settled.length > 1 && !isListed, staleTime: 600_000 },
  );
  const understood = !isListed && settled ? read.data?.code : undefined;
  return (
    <Select
      {...parts}
      name={undefined}
      data-field={path}
      data={options}
      value={typeof value === "string" && value ? value : null}
      onChange={(chosen) => set(chosen ?? undefined)}
      searchable
      onSearchChange={setSearch}
      filter={({ options: all, search: typed }) =>
        all.filter((one) => "value" in one && (one.label.toLowerCase().includes(typed.trim().toLowerCase()) || one.value === understood))
      }
      renderOption={({ option }) => (
        <span>
          {option.label}
          {option.value === understood && <Text span size="sm" c="dimmed"> · {t("read_from", { written: `\u2068${settled}\u2069` })}</Text>}
        </span>
      )}
      allowDeselect={false}
      clearable={!isRequired}
      clearButtonProps={{ "aria-label": t("clear") }}
      nothingFoundMessage={read.isFetching ? t("looking") : t("purpose_not_read")}
      placeholder={t("choose_or_type")}
    />
  );
}
