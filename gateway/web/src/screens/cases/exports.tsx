/** The files one asked for: whether they are made, until when they are kept, and the way to fetch them. */
import { Badge, Button, Card, Group, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, client } from "@/api/client";
import { Problem } from "@/api/problems";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { MoreRows } from "@/parts/MoreRows";
import { CaseLink } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { saveFile } from "@/parts/saving";
import { Trouble } from "@/parts/Trouble";

type Export = components["schemas"]["ExportView"];

const isOpen = ({ made_at, state }: Export) => made_at === null && state !== "failed";

export default function Exports() {
  const { t } = useTranslation("cases");
  const asked = api.useInfiniteQuery(
    "get",
    "/api/exports",
    { params: { query: { limit: 30 } } },
    { ...PAGES, refetchInterval: (query) => (rowsOf(query.state.data).some(isOpen) ? 5_000 : false) },
  );
  return (
    <Page title={t("exports")} under={t("exports_explain")} actions={<ProcedureButton operation="export_cases" button={{ variant: "filled" }} />}>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_exports")}>
        {(pages) => (
          <Stack>
            {rowsOf(pages).map((one) => <One key={one.id} of={one} />)}
            <MoreRows of={asked} />
          </Stack>
        )}
      </Read>
    </Page>
  );
}

/** One file; while it is being made its state is asked for by itself, so that the button comes as soon as it can. */
function One({ of }: { of: Export }) {
  const { t } = useTranslation(["cases", "choices"]);
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const params = { path: { export_id: of.id } };
  const asked = api.useQuery("get", "/api/exports/{export_id}", { params }, { enabled: isOpen(of), refetchInterval: 2_000 });
  const now = asked.data ?? of;
  const fetchFile = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      saveFile(await answer(client.GET("/api/exports/{export_id}/content", { params })));
    } catch (error) {
      setProblem(error instanceof Problem ? error : Problem.unreachable(false));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card withBorder component="article" aria-label={now.file_name}>
      <Group gap="xs">
        <Text fw={600}><bdi>{now.file_name}</bdi></Text>
        <Badge color={now.state === "failed" ? "red.9" : now.made_at ? "ink" : "gray.7"}>{t(`choices:${now.state}`)}</Badge>
        {now.case_id ? <CaseLink id={now.case_id} /> : <Text size="sm">{t("rows_in_file", { count: now.row_count })}</Text>}
      </Group>
      <Facts of={now} show={["requested_at", "made_at", "expires_at"]} />
      {problem && <Trouble problem={problem} />}
      {now.made_at && (
        <Group mt="xs" className="no-print">
          <Button size="compact-md" loading={isBusy} onClick={() => void fetchFile()}>{t("fetch_file")}</Button>
        </Group>
      )}
    </Card>
  );
}
