/** A day of the week by its name; the service counts them from Monday. */
import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { weekdayOf, useWhen } from "@/parts/when";
import type { PickerProps } from "./pickers";

const DAYS = [1, 2, 3, 4, 5, 6, 7];

export function WeekdayPicker({ parts, value, set }: PickerProps) {
  const { t } = useTranslation("forms");
  const { weekday } = useWhen();
  return (
    <NativeSelect {...parts} value={typeof value === "number" ? value : ""} onChange={(event) => set(event.currentTarget.value ? Number(event.currentTarget.value) : undefined)}>
      <option value="">{t("choose")}</option>
      {DAYS.map((day) => <option key={day} value={day}>{weekday(weekdayOf(day))}</option>)}
    </NativeSelect>
  );
}
