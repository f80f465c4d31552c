/** A prosecutor's turns of duty in the weeks to come. */
import { Card, Group, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { useInTheWay } from "@/parts/StandsInTheWay";
import { today } from "@/parts/when";
import { DutyRows } from "@/screens/calendar/duties/DutyRows";

export function Duties({ prosecutorId }: { prosecutorId: string }) {
  const { t } = useTranslation("postings");
  const { note, onDone, onTakenBack } = useInTheWay();
  return (
    <Card withBorder>
      <Title order={2} size="h4">{t("duties")}</Title>
      {note}
      <DutyRows from={today()} to={today(60)} prosecutorId={prosecutorId} onTakenBack={onTakenBack} />
      <Group mt="xs" className="no-print">
        <ProcedureButton operation="assign_duties" known={{ entries: [{ prosecutor_id: prosecutorId, day: today(1) }] }} onDone={onDone} button={{ size: "compact-sm" }} />
      </Group>
    </Card>
  );
}
