/** The duty roster: who keeps which duty on which day. */
import { Group } from "@mantine/core";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { DayFilter } from "@/parts/DayInput";
import { DistrictSelect } from "@/parts/DistrictSelect";
import { Page } from "@/parts/Page";
import { useInTheWay } from "@/parts/StandsInTheWay";
import { today } from "@/parts/when";
import { DutyRows } from "./DutyRows";

const DAYS = 30;

export default function DutyRoster() {
  const { t } = useTranslation("postings");
  const [query, setQuery] = useSearchParams();
  const from = query.get("from") ?? today();
  const district = query.get("district") ?? "";
  const { note, onDone, onTakenBack } = useInTheWay();
  const set = (changed: Record<string, string>) => setQuery({ ...Object.fromEntries(query), ...changed }, { replace: true });
  return (
    <Page title={t("duty_roster")} under={t("duty_roster_help")} actions={<ProcedureButton operation="assign_duties" button={{ variant: "filled" }} onDone={onDone} />}>
      {note}
      <Group align="flex-end" className="no-print">
        <DayFilter label={t("from")} value={from} onChange={(picked) => set({ from: picked || today() })} />
        <DistrictSelect value={district} onChange={(value) => set({ district: value })} any={t("all")} />
      </Group>
      <DutyRows from={from} to={dayjs(from).add(DAYS, "day").format("YYYY-MM-DD")} district={district} onTakenBack={onTakenBack} />
    </Page>
  );
}
