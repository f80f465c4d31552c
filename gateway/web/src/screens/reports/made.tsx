/** Reports made as files: asked for, made by a worker, fetched as PDF, XLSX or JSON, and compared with what they would show now. */
import { Badge, Button, Card, Group, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "@/api/problems";
import { api, PAGES, rowsOf } from "@/api/reading";
import { Facts } from "@/parts/Facts";
import { MoreRows } from "@/parts/MoreRows";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Trouble } from "@/parts/Trouble";
import { Day } from "@/parts/when";
import { Changes } from "./Changes";
import { fetchReport, type Form } from "./Taking";

type Report = components["schemas"]["MadeReportView"];

const FORMS = ["pdf", "xlsx", "json"] as const;

export default function Made() {
  const { t } = useTranslation("reports");
  const asked = api.useInfiniteQuery(
    "get",
    "/api/reports",
    { params: { query: { limit: 30 } } },
    { ...PAGES, refetchInterval: (query) => (rowsOf(query.state.data).some((one) => one.made_at === null && one.state !== "failed") ? 2_000 : false) },
  );
  return (
    <Page title={t("page.made")} under={t("made_explain")}>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("none_made")}>
        {(pages) => (
          <Stack>
            {rowsOf(pages).map((report) => <One key={report.id} of={report} />)}
            <MoreRows of={asked} />
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function One({ of }: { of: Report }) {
  const { t } = useTranslation(["reports", "choices"]);
  const [problem, setProblem] = useState<Problem>();
  const [isOpen, setOpen] = useState(false);
  const wanted = of.asked as Record<string, string>;
  const take = (form: Form) => {
    setProblem(undefined);
    fetchReport(of.id, form).catch((error: unknown) => setProblem(error instanceof Problem ? error : Problem.unreachable(false)));
  };
  return (
    <Card withBorder component="article">
      <Group gap="xs">
        <Text fw={600}>{wanted.by ? t("figures_by", { by: t(`by_${wanted.by}`) }) : t("form_number", { number: wanted.form })}</Text>
        <Text size="sm"><Day on={wanted.from} /> – <Day on={wanted.to} /></Text>
        <Badge color={of.state === "failed" ? "red.9" : of.made_at ? "ink" : "gray.7"}>{t(`choices:${of.state}`)}</Badge>
      </Group>
      <Facts of={{ ...wanted, as_of_on: wanted.as_of, requested_at: of.requested_at, made_at: of.made_at }} show={["district", "court_id", "as_of_on", "requested_at", "made_at"]} />
      {problem && <Trouble problem={problem} />}
      {of.made_at && (
        <>
          <Group gap="xs" mt="xs" className="no-print">
            {FORMS.map((form) => <Button key={form} size="compact-sm" variant="default" onClick={() => take(form)}>{form.toUpperCase()}</Button>)}
          </Group>
          <details onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>{t("changes")}</summary>
            {isOpen && <Changes of={of} />}
          </details>
        </>
      )}
    </Card>
  );
}
