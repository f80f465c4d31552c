/** Police reports: each round, its checklist, its defects and what the police answered, opinions, and the memo made from them. */
import { Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { LawSource, Sentence } from "@/parts/Sentence";
import type { Case, PartProps } from ".";
import { Checklist } from "./scrutiny/Checklist";

type Report = components["schemas"]["ReportView"];
type Scrutiny = components["schemas"]["ScrutinyView"];
type Defect = Scrutiny["defects"][number];

/** What the checklist found missing is a defect that the report may go back with. */
export function defectsOf(questions: Scrutiny["questions"]): { code: string; note?: string }[] {
  return questions.flatMap(({ answer, defect_code: code, note }) => (answer === "no" && code ? [{ code, ...(note ? { note } : {}) }] : []));
}

/** What the police may still say to a defect, and what of it the prosecutor has to decide. */
export function awaits({ answers }: Pick<Defect, "answers">): "answer" | "decision" | undefined {
  const last = answers.at(-1);
  if (!last || last.decision === "rejected") return "answer";
  return last.answer === "disputed" && last.decision === null ? "decision" : undefined;
}

export default function Reports({ of }: PartProps) {
  const { t } = useTranslation("file");
  if (of.reports.length === 0) return <Text c="dimmed">{t("no_reports")}</Text>;
  return (
    <Stack>
      {[...of.reports].reverse().map((report) => (
        <One key={report.id} of={of} report={report} />
      ))}
    </Stack>
  );
}

function One({ of, report }: { of: Case; report: Report }) {
  const { t } = useTranslation(["file", "choices"]);
  const params = { case_id: of.id, report_id: report.id };
  const about = { params, version: of.version };
  const asked = api.useQuery("get", "/api/cases/{case_id}/reports/{report_id}/scrutiny", { params: { path: params } });
  return (
    <Card withBorder component="article" bg="gray.0">
      <Group gap="xs">
        <Title order={3} size="h5">
          {t(`choices:${report.kind}`)} · {t("round", { number: report.round })}
        </Title>
        <Badge color={report.state === "returned" ? "amber.9" : "ink"}>{t(`choices:${report.state}`)}</Badge>
      </Group>
      <Facts of={report} show={["received_on", "due_on", "road_certificate", "delay_reasons", "comply_by", "settled_on"]} />
      <Read from={asked}>
        {(scrutiny) => (
          <Stack gap="sm" mt="sm">
            {scrutiny.questions.length > 0 && (
              <details>
                <summary>{t("checklist", { done: scrutiny.questions.filter((one) => one.answer).length, all: scrutiny.questions.length })}</summary>
                <Rows
                  label={t("part.reports")}
                  rows={scrutiny.questions}
                  keyOf={(row) => row.code}
                  columns={[
                    { key: "asks", title: t("question"), cell: (row) => <Sentence says={row.asks} urdu={row.asks_ur} /> },
                    { key: "answer", title: t("answer"), cell: (row) => (row.answer ? t(`choices:${row.answer}`) : "–") },
                    { key: "note", title: t("note"), cell: (row) => <span dir="auto">{row.note ?? ""}</span> },
                    { key: "source", title: t("source"), cell: (row) => <LawSource of={row.source} /> },
                  ]}
                />
              </details>
            )}
            {scrutiny.defects.map((defect) => (
              <Card key={defect.id} withBorder padding="xs">
                <Group gap="xs">
                  <Badge color={defect.state === "open" ? "red.9" : "gray.8"}>{t(`choices:${defect.state}`)}</Badge>
                  <Text fw={600} size="sm"><Sentence says={defect.says} /></Text>
                </Group>
                {defect.note && <Text size="sm" dir="auto">{defect.note}</Text>}
                {defect.answers.map((answer, index) => (
                  <Facts key={index} of={answer} show={["answer", "says", "answered_on", "decision", "decision_reason", "decided_on"]} />
                ))}
                <Group gap="xs" mt={4} className="no-print">
                  {awaits(defect) === "answer" && <ProcedureButton operation="answer_defect" params={{ case_id: of.id, defect_id: defect.id }} version={scrutiny.version} />}
                  {awaits(defect) === "decision" && <ProcedureButton operation="decide_dispute" params={{ case_id: of.id, defect_id: defect.id }} version={scrutiny.version} />}
                </Group>
              </Card>
            ))}
            {scrutiny.delay && <Facts of={scrutiny.delay} show={["asks_for", "is_compelling", "reasons", "judged_by", "judged_on"]} />}
          </Stack>
        )}
      </Read>
      <Group gap="xs" mt="sm" className="no-print">
        {report.state === "under_scrutiny" && asked.data && (
          <>
            <Checklist of={asked.data} />
            <ProcedureButton operation="return_report" {...about} known={{ defects: defectsOf(asked.data.questions) }} />
            <ProcedureButton operation="give_opinion" {...about} />
            {report.kind === "interim" && <ProcedureButton operation="judge_delay" {...about} />}
          </>
        )}
        <Memo of={of} report={report} />
      </Group>
    </Card>
  );
}

function Memo({ of, report }: { of: Case; report: Report }) {
  const { t, i18n } = useTranslation("file");
  const lang = i18n.language === "en" ? "en" : "ur";
  const asked = api.useQuery(
    "get",
    "/api/cases/{case_id}/reports/{report_id}/memo",
    { params: { path: { case_id: of.id, report_id: report.id }, query: { lang } } },
    { enabled: false },
  );
  return (
    <details onToggle={(event) => event.currentTarget.open && void asked.refetch()} style={{ flexBasis: "100%" }}>
      <summary>{t("memo")}</summary>
      {asked.isFetched && (
        <Read from={asked}>
          {(memo) => (
            <Text component="pre" style={{ whiteSpace: "pre-wrap", fontFamily: "inherit" }} lang={memo.lang} dir={memo.direction}>
              {memo.text}
            </Text>
          )}
        </Read>
      )}
    </details>
  );
}
