/** Reports made as files: asked for, made by a worker, fetched as JSON, XLSX or PDF. */
import { Badge, Button, Card, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, client } from "@/api/client";
import { Problem } from "@/api/problems";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { saveFile } from "@/parts/saving";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Trouble } from "@/parts/Trouble";
import { Instant } from "@/parts/when";

const FORMS = ["pdf", "xlsx", "json"] as const;

export default function Made() {
  const { t } = useTranslation(["reports", "choices"]);
  const [problem, setProblem] = useState<Problem>();
  const asked = api.useInfiniteQuery(
    "get",
    "/api/reports",
    { params: { query: { limit: 30 } } },
    { ...PAGES, refetchInterval: (query) => (rowsOf(query.state.data).some((one) => one.made_at === null) ? 2_000 : false) },
  );
  const fetchAs = async (report_id: string, form: (typeof FORMS)[number]) => {
    setProblem(undefined);
    try {
      saveFile(await answer(client.GET("/api/reports/{report_id}/content", { params: { path: { report_id }, query: { form } as never } })));
    } catch (error) {
      setProblem(error instanceof Problem ? error : Problem.unreachable(false));
    }
  };
  return (
    <Page title={t("page.made")} actions={<ProcedureButton operation="make_report" button={{ variant: "filled" }} />}>
      {problem && <Trouble problem={problem} />}
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("none_made")}>
        {(pages) => (
          <Stack>
            {rowsOf(pages).map((report) => (
              <Card key={report.id} withBorder component="article">
                <Group gap="xs">
                  <Text fw={600}>{t(`choices:${report.kind}`)}</Text>
                  <Badge>{t(`choices:${report.state}`)}</Badge>
                  <Text size="sm" c="dimmed"><Instant at={report.requested_at} /></Text>
                </Group>
                {report.made_at && (
                  <Group gap="xs" mt="xs">
                    {FORMS.map((form) => <Button key={form} size="compact-sm" variant="default" onClick={() => void fetchAs(report.id, form)}>{form.toUpperCase()}</Button>)}
                  </Group>
                )}
              </Card>
            ))}
          </Stack>
        )}
      </Read>
    </Page>
  );
}
