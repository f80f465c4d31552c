/** What was sent, to whom (as an id), by which way, and what became of it. */
import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Instant } from "@/parts/when";

export default function Messages() {
  const { t } = useTranslation(["administration", "choices", "fields"]);
  const asked = api.useInfiniteQuery("get", "/api/messages", { params: { query: { limit: 50 } } }, PAGES);
  return (
    <Page title={t("page.messages")}>
      <Read from={asked} rows={8} isEmpty={(pages) => rowsOf(pages).length === 0}>
        {(pages) => (
          <Rows
            label={t("page.messages")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "at", title: t("written"), cell: (row) => <Instant at={row.written_at} /> },
              { key: "code", title: t("fields:code"), cell: (row) => <bdi dir="ltr">{row.code}</bdi> },
              { key: "channel", title: t("fields:channel"), cell: (row) => <>{t(`choices:${row.channel}`)} · {t(`choices:${row.language}`)}</> },
              { key: "status", title: t("fields:status"), cell: (row) => <Badge color={row.status === "failed" || row.status === "unknown" ? "red.9" : "gray.8"}>{t(`choices:${row.status}`)}</Badge> },
              { key: "reason", title: t("fields:reason"), cell: (row) => <bdi>{row.reason ?? ""}</bdi> },
              {
                key: "steps",
                title: t("steps"),
                cell: (row) => (
                  <>
                    {row.status === "unknown" && <ProcedureButton operation="settle_message" params={{ message_id: row.id }} button={{ size: "compact-sm" }} />}
                    {row.status === "waiting" && <ProcedureButton operation="cancel_message" params={{ message_id: row.id }} button={{ size: "compact-sm" }} />}
                  </>
                ),
              },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}
