/** Somebody chosen by name, whom the server is asked for as one types. */
import { Select, type SelectProps } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePeople, type Whom } from "./people";

interface Props extends Pick<SelectProps, "label" | "description" | "className" | "maw"> {
  value: string;
  onChange: (id: string, name: string) => void;
  /** What stands there while nobody is chosen. */
  nothing?: string;
  whom?: Whom;
}

export function PersonSelect({ value, onChange, nothing, whom, ...rest }: Props) {
  const { t } = useTranslation("forms");
  const [search, setSearch] = useState("");
  const [settled] = useDebouncedValue(search, 300);
  const { options, isLoading } = usePeople(settled, value ? [value] : [], whom);
  return (
    <Select
      {...rest}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("clear") }}
      placeholder={nothing ?? t("choose")}
      nothingFoundMessage={isLoading ? t("looking") : t("nothing_found")}
      data={options}
      value={value || null}
      onSearchChange={setSearch}
      filter={({ options: all }) => all}
      onChange={(id, option) => onChange(id ?? "", option?.label ?? "")}
    />
  );
}
